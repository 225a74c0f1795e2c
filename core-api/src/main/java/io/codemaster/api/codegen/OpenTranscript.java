package io.codemaster.api.codegen;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Starts the transcript of an attempt. Asked again it changes nothing. */
public record OpenTranscript(@TargetAggregateIdentifier TranscriptId transcriptId, CodegenTaskId taskId, int attempt)
        implements TranscriptCommand {}
