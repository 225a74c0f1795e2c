package io.codemaster.api.codegen;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.codemaster.api.project.ProjectId;

/**
 * The order in which waiting attempts get a worker: first in, first out inside a project, and projects in turn. An
 * attempt's turn is the number of attempts of its project that run or wait before it; the lowest turn goes first, then
 * the one that has waited longest. Both the workers and the page that shows the place in the queue use this rule.
 */
public final class FairQueue {

    private FairQueue() {}

    /**
     * Something that waits.
     *
     * @param queuedAt since when
     */
    public record Waiting(CodegenTaskId taskId, ProjectId projectId, Instant queuedAt) {}

    /**
     * Orders what waits. Costs n log n of the number that wait.
     *
     * @param waiting what waits, in any order
     * @param running how many attempts of each project hold a slot; projects without any may be left out
     * @return the same, the next one first
     */
    public static List<Waiting> order(Collection<Waiting> waiting, Map<ProjectId, Integer> running) {
        var byAge = new ArrayList<>(waiting);
        byAge.sort(Comparator.comparing(Waiting::queuedAt)
                .thenComparing(it -> it.taskId().value()));
        var turns = new HashMap<>(running);
        var turnOf = new HashMap<CodegenTaskId, Integer>();
        for (var item : byAge) {
            turnOf.put(item.taskId(), turns.merge(item.projectId(), 1, Integer::sum));
        }
        byAge.sort(Comparator.comparingInt(it -> turnOf.getOrDefault(it.taskId(), 0)));
        return List.copyOf(byAge);
    }
}
