package io.codemaster.api.codegen;

import org.axonframework.serialization.Revision;

/** The agent printed a line. */
@Revision("1")
public record OutputLineRecorded(TranscriptId transcriptId, CodegenTaskId taskId, int attempt, OutputLine line)
        implements TranscriptEvent {}
