package io.codemaster.api.codegen;

import org.axonframework.serialization.Revision;

import io.codemaster.api.artifact.ArtifactId;

/** The prompt is fixed. */
@Revision("1")
public record PromptComposed(CodegenTaskId taskId, int attempt, ArtifactId prompt, long bytes)
        implements CodegenEvent {}
