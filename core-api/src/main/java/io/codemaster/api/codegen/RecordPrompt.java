package io.codemaster.api.codegen;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

import io.codemaster.api.artifact.ArtifactId;

/** The prompt is composed and kept; {@code bytes} is its length in UTF-8. */
public record RecordPrompt(@TargetAggregateIdentifier CodegenTaskId taskId, int attempt, ArtifactId prompt, long bytes)
        implements CodegenCommand {}
