package io.codemaster.query.inspection;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.springframework.stereotype.Component;

import io.codemaster.api.artifact.ArtifactId;
import io.codemaster.api.codegen.FairQueue;
import io.codemaster.api.codegen.GenerationStatus;
import io.codemaster.api.project.ProjectId;
import io.codemaster.query.shared.AgentRuns;

/** Inspections, as the other runs know them. */
@Component
class InspectionRuns implements AgentRuns {

    private static final EnumSet<GenerationStatus> WITH_A_SLOT =
            EnumSet.of(GenerationStatus.CLONING, GenerationStatus.RUNNING);

    private final InspectionDetailsRepository inspections;

    InspectionRuns(InspectionDetailsRepository inspections) {
        this.inspections = inspections;
    }

    @Override
    public List<FairQueue.Waiting> waiting() {
        return inspections.findByStatusAndQueuedAtNotNull(GenerationStatus.PENDING).stream()
                .map(InspectionDetailsEntity::waiting)
                .toList();
    }

    @Override
    public Map<ProjectId, Integer> running() {
        var running = new HashMap<ProjectId, Integer>();
        inspections
                .countByProject(WITH_A_SLOT)
                .forEach(it -> running.put(new ProjectId(it.getProjectId()), it.getAttempts()));
        return running;
    }

    @Override
    public boolean isUnderWay(String runId) {
        return inspections.findById(runId).filter(it -> !it.isOver()).isPresent();
    }

    @Override
    public Optional<ArtifactId> prompt(String runId) {
        return inspections.findById(runId).flatMap(InspectionDetailsEntity::prompt);
    }
}
