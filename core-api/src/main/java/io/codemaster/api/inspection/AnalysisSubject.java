package io.codemaster.api.inspection;

import org.jspecify.annotations.Nullable;

/**
 * What a repository is made of.
 *
 * @param known the last analysis, which is kept when its commit is still the head; null to analyse in any case
 */
public record AnalysisSubject(@Nullable AnalysisAnswer known) implements InspectionSubject {}
