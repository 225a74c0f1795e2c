package io.codemaster.api.repository;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.artifact.ArtifactId;

/**
 * A repository that code can be generated for.
 *
 * @param analysis its last analysis as JSON, null when there is none
 */
public record GenerationTarget(@Nullable ArtifactId analysis) {}
