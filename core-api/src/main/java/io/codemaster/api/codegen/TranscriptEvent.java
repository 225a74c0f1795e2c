package io.codemaster.api.codegen;

/** Everything that can become true of a transcript. */
public sealed interface TranscriptEvent
        permits TranscriptOpened, OutputLineRecorded, WorkspaceTreeRecorded, TranscriptClosed {

    TranscriptId transcriptId();

    CodegenTaskId taskId();

    int attempt();
}
