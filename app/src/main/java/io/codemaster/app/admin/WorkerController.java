package io.codemaster.app.admin;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

import org.axonframework.queryhandling.QueryGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import io.codemaster.api.codegen.WorkerId;
import io.codemaster.api.operations.ActiveRuns;
import io.codemaster.api.operations.FindActiveRuns;
import io.codemaster.api.project.ProjectId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

@RestController
@Tag(name = "Administration")
class WorkerController {

    private final QueryGateway queries;

    private final WorkerLimits limits;

    private final WorkerId here;

    WorkerController(QueryGateway queries, WorkerLimits limits, WorkerId here) {
        this.queries = queries;
        this.limits = limits;
        this.here = here;
    }

    @GetMapping("/api/v1/admin/workers")
    @Operation(operationId = "readWorkers", summary = "Slots, what runs where, and the queue")
    CompletableFuture<Workers> readWorkers() {
        return queries.query(new FindActiveRuns(), ActiveRuns.class)
                .thenApply(runs -> new Workers(workers(runs), queue(runs.waiting())));
    }

    private List<Worker> workers(ActiveRuns runs) {
        var known = limits.all();
        var ids = new LinkedHashSet<>(known.keySet());
        runs.running().stream()
                .map(ActiveRuns.Running::workerId)
                .filter(Objects::nonNull)
                .forEach(ids::add);
        return ids.stream()
                .map(id -> {
                    var its = runs.running().stream()
                            .filter(it -> id.equals(it.workerId() == null ? here.value() : it.workerId()))
                            .toList();
                    return new Worker(id, id.equals(here.value()), its.size(), known.get(id), its);
                })
                .toList();
    }

    private static Queue queue(List<ActiveRuns.Waiting> waiting) {
        var byProject = new LinkedHashMap<ProjectId, List<ActiveRuns.Waiting>>();
        waiting.forEach(it -> byProject
                .computeIfAbsent(it.projectId(), key -> new ArrayList<>())
                .add(it));
        return new Queue(
                waiting.size(),
                oldest(waiting),
                byProject.values().stream()
                        .map(it -> new ProjectQueue(
                                it.get(0).projectId(), it.get(0).projectName(), it.size(), oldest(it), it))
                        .toList());
    }

    private static @Nullable Instant oldest(List<ActiveRuns.Waiting> waiting) {
        return waiting.stream()
                .map(ActiveRuns.Waiting::queuedAt)
                .min(Instant::compareTo)
                .orElse(null);
    }

    /** Who works and what waits. */
    record Workers(List<Worker> workers, Queue queue) {}

    /**
     * One process that runs agents.
     *
     * @param here whether it is the one that answers
     * @param limit how many it may run at once; null of one that is gone and whose runs are not handed over yet
     */
    record Worker(
            String id, boolean here, int running, @Nullable Integer limit, List<ActiveRuns.Running> runs) {}

    /**
     * What waits for a slot.
     *
     * @param oldestAt since when the one that waits longest does; null when nothing waits
     */
    record Queue(int waiting, @Nullable Instant oldestAt, List<ProjectQueue> projects) {}

    /** What waits of one project, the next one first. */
    record ProjectQueue(
            ProjectId projectId,
            String projectName,
            int waiting,
            @Nullable Instant oldestAt,
            List<ActiveRuns.Waiting> runs) {}
}
