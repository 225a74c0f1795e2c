package io.codemaster.api.repository;

/** Answers an {@code Optional<AnalysisDetails>}, empty for a repository that is linked no more. */
public record FindAnalysis(RepositoryId repositoryId) implements RepositoryQuery {}
