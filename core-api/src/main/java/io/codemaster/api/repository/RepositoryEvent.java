package io.codemaster.api.repository;

/** Everything that can become true of a repository. */
public sealed interface RepositoryEvent
        permits RepositoryLinked,
                RepositoryDefaultBranchChanged,
                RepositoryCredentialReplaced,
                RepositoryCredentialRemoved,
                RepositoryUnlinked,
                RepositoryUrlClaimed,
                RepositoryUrlReleased,
                RepositoryAnalysisRequested,
                RepositoryAnalysisCompleted,
                RepositoryAnalysisFailed {

    RepositoryId repositoryId();
}
