package io.codemaster.api.codegen;

import org.axonframework.serialization.Revision;

/** An attempt's transcript begins. */
@Revision("1")
public record TranscriptOpened(TranscriptId transcriptId, CodegenTaskId taskId, int attempt)
        implements TranscriptEvent {}
