package io.codemaster.api.repository;

/** Everything a repository can be asked to do. */
public sealed interface RepositoryCommand
        permits LinkRepository,
                CheckRepository,
                CheckRepositoryEdit,
                CheckGenerationTarget,
                EditRepository,
                UnlinkRepository,
                ReleaseRepositoryUrl,
                CheckAnalysis,
                RequestAnalysis,
                RecordAnalysis,
                RecordAnalysisFailure {

    RepositoryId repositoryId();
}
