package io.codemaster.executor.shared;

import java.util.Collection;
import java.util.HashMap;
import java.util.Optional;

import io.codemaster.api.codegen.FairQueue;
import io.codemaster.api.project.ProjectId;
import io.codemaster.executor.shared.RunBoard.Lease;
import io.codemaster.executor.shared.RunBoard.Waiting;

/** Whose turn it is. Every board decides by this. */
public final class RunTurns {

    private RunTurns() {}

    /**
     * The lease for the attempt that goes next, with the first fence; empty when nothing waits.
     *
     * @param held what any worker holds
     */
    public static Optional<Lease> next(Collection<Waiting> waiting, Collection<Lease> held) {
        var running = new HashMap<ProjectId, Integer>();
        held.forEach(it -> running.merge(it.projectId(), 1, Integer::sum));
        return FairQueue.order(
                        waiting.stream()
                                .map(it -> new FairQueue.Waiting(it.key().taskId(), it.projectId(), it.queuedAt()))
                                .toList(),
                        running)
                .stream()
                .findFirst()
                .flatMap(first -> waiting.stream()
                        .filter(it -> it.key().taskId().equals(first.taskId()))
                        .findFirst())
                .map(it -> new Lease(it.key(), it.projectId(), it.kind(), 1));
    }
}
