package io.codemaster.api.codegen;

import org.axonframework.serialization.Revision;

/** The transcript is complete. */
@Revision("1")
public record TranscriptClosed(TranscriptId transcriptId, CodegenTaskId taskId, int attempt, long lines)
        implements TranscriptEvent {}
