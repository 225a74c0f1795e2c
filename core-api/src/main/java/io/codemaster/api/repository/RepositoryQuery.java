package io.codemaster.api.repository;

/** Everything that can be asked to read about repositories. */
public sealed interface RepositoryQuery permits FindRepository, FindRepositories, FindAnalysis {}
