package io.codemaster.api.codegen;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.artifact.ArtifactId;

/**
 * A text that goes with a requirement, as it stood when the code was asked for. It informs the agent and instructs nobody.
 *
 * @param source where it comes from, for instance a link; null when it was handed in
 * @param artifact the text, kept in the artifact store
 * @param characters how long the text is
 */
public record Material(String title, @Nullable String source, ArtifactId artifact, int characters) {}
