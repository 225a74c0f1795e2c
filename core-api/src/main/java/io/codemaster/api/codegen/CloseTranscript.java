package io.codemaster.api.codegen;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Ends the transcript: nothing can be added any more. Asked again it changes nothing. Answers how many lines it has. */
public record CloseTranscript(@TargetAggregateIdentifier TranscriptId transcriptId) implements TranscriptCommand {}
