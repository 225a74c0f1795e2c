package io.codemaster.query.inspection;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Optional;

import org.axonframework.queryhandling.QueryHandler;
import org.springframework.stereotype.Component;

import io.codemaster.api.artifact.ArtifactStore;
import io.codemaster.api.codegen.GenerationStatus;
import io.codemaster.api.inspection.CountActiveInspections;
import io.codemaster.api.inspection.FindInspection;
import io.codemaster.api.inspection.InspectionDetails;
import io.codemaster.query.shared.RunQueue;

@Component
class InspectionQueryHandler {

    private static final EnumSet<GenerationStatus> NOT_OVER =
            EnumSet.of(GenerationStatus.PENDING, GenerationStatus.CLONING, GenerationStatus.RUNNING);

    private final InspectionDetailsRepository inspections;

    private final ArtifactStore artifacts;

    private final RunQueue queue;

    InspectionQueryHandler(InspectionDetailsRepository inspections, ArtifactStore artifacts, RunQueue queue) {
        this.inspections = inspections;
        this.artifacts = artifacts;
        this.queue = queue;
    }

    @QueryHandler
    Optional<InspectionDetails> handle(FindInspection query) {
        return inspections
                .findById(query.runId().value())
                .map(it -> it.view(
                        it.isWaiting() ? queue.places().get(it.id()) : null,
                        it.rawAnswer()
                                .flatMap(artifacts::find)
                                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                                .orElse(null)));
    }

    @QueryHandler
    long handle(CountActiveInspections query) {
        return inspections.countByRepositoryIdAndStatusIn(query.repositoryId().value(), NOT_OVER);
    }
}
