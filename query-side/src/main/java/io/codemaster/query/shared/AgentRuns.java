package io.codemaster.query.shared;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.codemaster.api.artifact.ArtifactId;
import io.codemaster.api.codegen.FairQueue;
import io.codemaster.api.project.ProjectId;

/** The runs of one kind, as far as the others have to know of them: they share the queue and the routes of a stream. */
public interface AgentRuns {

    /** What waits for a slot. */
    List<FairQueue.Waiting> waiting();

    /** How many slots each project holds. */
    Map<ProjectId, Integer> running();

    /** Whether a run's details do not say yet that it is over; false for a run of another kind. */
    boolean isUnderWay(String runId);

    /** What the agent of a run was asked; empty for a run of another kind and before it is known. */
    Optional<ArtifactId> prompt(String runId);
}
