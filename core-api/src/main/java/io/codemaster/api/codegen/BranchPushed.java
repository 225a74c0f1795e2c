package io.codemaster.api.codegen;

import org.axonframework.serialization.Revision;

/** The remote has the branch. */
@Revision("1")
public record BranchPushed(CodegenTaskId taskId, int attempt, String branch, String headCommit)
        implements CodegenEvent {}
