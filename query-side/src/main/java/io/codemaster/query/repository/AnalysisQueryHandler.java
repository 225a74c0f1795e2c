package io.codemaster.query.repository;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

import org.axonframework.queryhandling.QueryHandler;
import org.springframework.stereotype.Component;

import io.codemaster.api.artifact.ArtifactId;
import io.codemaster.api.artifact.ArtifactStore;
import io.codemaster.api.inspection.AnalysisResult;
import io.codemaster.api.repository.AnalysisDetails;
import io.codemaster.api.repository.FindAnalysis;
import io.codemaster.query.shared.PeopleNames;
import io.codemaster.query.shared.RunQueue;
import tools.jackson.databind.json.JsonMapper;

@Component
class AnalysisQueryHandler {

    private static final AnalysisDetails NONE = new AnalysisDetails(
            AnalysisDetails.Status.NONE, null, null, null, null, null, null, null, null, null, null, false);

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final RepositoryDetailsRepository repositories;

    private final RepositoryAnalysisRepository analyses;

    private final ArtifactStore artifacts;

    private final RunQueue queue;

    private final PeopleNames names;

    AnalysisQueryHandler(
            RepositoryDetailsRepository repositories,
            RepositoryAnalysisRepository analyses,
            ArtifactStore artifacts,
            RunQueue queue,
            PeopleNames names) {
        this.repositories = repositories;
        this.analyses = analyses;
        this.artifacts = artifacts;
        this.queue = queue;
        this.names = names;
    }

    @QueryHandler
    Optional<AnalysisDetails> handle(FindAnalysis query) {
        var id = query.repositoryId().value();
        return repositories.existsById(id)
                ? Optional.of(analyses.findById(id).map(this::view).orElse(NONE))
                : Optional.empty();
    }

    private AnalysisDetails view(RepositoryAnalysisEntity analysis) {
        var requester = analysis.requestedBy();
        return analysis.view(
                analysis.result()
                        .flatMap(this::text)
                        .map(it -> JSON.readValue(it, AnalysisResult.class))
                        .orElse(null),
                analysis.rawAnswer().flatMap(this::text).orElse(null),
                analysis.isWaiting() ? queue.places().get(analysis.runId()) : null,
                names.of(List.of(requester)).getOrDefault(requester, requester));
    }

    private Optional<String> text(ArtifactId id) {
        return artifacts.find(id).map(it -> new String(it, StandardCharsets.UTF_8));
    }
}
