package io.codemaster.query.repository;

import java.time.Instant;
import java.util.function.Consumer;

import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.Timestamp;
import org.springframework.stereotype.Component;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.inspection.InspectionClaimed;
import io.codemaster.api.inspection.InspectionQueued;
import io.codemaster.api.repository.RepositoryAnalysisCompleted;
import io.codemaster.api.repository.RepositoryAnalysisFailed;
import io.codemaster.api.repository.RepositoryAnalysisRequested;
import io.codemaster.api.repository.RepositoryUnlinked;

@Component
@ProcessingGroup("repository-analysis")
class RepositoryAnalysisProjection {

    private final RepositoryAnalysisRepository analyses;

    RepositoryAnalysisProjection(RepositoryAnalysisRepository analyses) {
        this.analyses = analyses;
    }

    @EventHandler
    void on(RepositoryAnalysisRequested event) {
        var known = analyses.findById(event.repositoryId().value());
        known.ifPresent(it -> it.requested(event));
        analyses.save(known.orElseGet(() -> new RepositoryAnalysisEntity(event)));
    }

    @EventHandler
    void on(InspectionQueued event) {
        update(event.runId(), RepositoryAnalysisEntity::waits);
    }

    @EventHandler
    void on(InspectionClaimed event, @Timestamp Instant at) {
        update(event.runId(), it -> it.runs(at));
    }

    @EventHandler
    void on(RepositoryAnalysisCompleted event, @Timestamp Instant at) {
        update(event.runId(), it -> it.completed(event, at));
    }

    @EventHandler
    void on(RepositoryAnalysisFailed event, @Timestamp Instant at) {
        update(event.runId(), it -> it.failed(event, at));
    }

    @EventHandler
    void on(RepositoryUnlinked event) {
        analyses.deleteById(event.repositoryId().value());
    }

    @ResetHandler
    void reset() {
        analyses.deleteAllInBatch();
    }

    private void update(CodegenTaskId runId, Consumer<RepositoryAnalysisEntity> change) {
        analyses.findByRunId(runId.value()).ifPresent(it -> {
            change.accept(it);
            analyses.save(it);
        });
    }
}
