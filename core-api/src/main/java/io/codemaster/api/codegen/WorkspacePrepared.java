package io.codemaster.api.codegen;

import org.axonframework.serialization.Revision;

/** The clone is there. */
@Revision("1")
public record WorkspacePrepared(CodegenTaskId taskId, int attempt, String branch, String baseCommit)
        implements CodegenEvent {}
