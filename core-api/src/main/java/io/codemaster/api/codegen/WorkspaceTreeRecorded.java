package io.codemaster.api.codegen;

import org.axonframework.serialization.Revision;

/** The work tree held these files after that line. */
@Revision("1")
public record WorkspaceTreeRecorded(
        TranscriptId transcriptId, CodegenTaskId taskId, int attempt, long afterLine, String treeId)
        implements TranscriptEvent {}
