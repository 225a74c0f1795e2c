package io.codemaster.api.inspection;

import io.codemaster.api.artifact.ArtifactId;

/**
 * An analysis.
 *
 * @param commit the full SHA-1 that was analysed
 * @param result the analysis as JSON of the published schema, kept as an artifact
 * @param unchanged whether the commit was analysed before, so that {@code result} is the old one
 */
public record AnalysisAnswer(String commit, ArtifactId result, boolean unchanged) implements InspectionAnswer {}
