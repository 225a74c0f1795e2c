package io.codemaster.api.codegen;

import java.util.List;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Keeps lines. They must continue the transcript: the first new number is one more than the last one kept. Lines that are
 * kept already are passed over, so that a batch can be sent again. Answers the number of the last line kept.
 */
public record RecordOutput(@TargetAggregateIdentifier TranscriptId transcriptId, List<OutputLine> lines)
        implements TranscriptCommand {}
