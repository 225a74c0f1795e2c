package io.codemaster.query.shared;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.springframework.stereotype.Component;

import io.codemaster.api.codegen.FairQueue;
import io.codemaster.api.project.ProjectId;

/** The place of every waiting run in the one queue that all kinds share. */
@Component
class QueuePlaces implements RunQueue {

    private final List<AgentRuns> runs;

    QueuePlaces(List<AgentRuns> runs) {
        this.runs = List.copyOf(runs);
    }

    @Override
    public Map<String, Integer> places() {
        var running = new HashMap<ProjectId, Integer>();
        var waiting = new ArrayList<FairQueue.Waiting>();
        for (var kind : runs) {
            kind.running().forEach((project, slots) -> running.merge(project, slots, Integer::sum));
            waiting.addAll(kind.waiting());
        }
        var places = new HashMap<String, Integer>();
        FairQueue.order(waiting, running).forEach(it -> places.put(it.taskId().value(), places.size() + 1));
        return places;
    }
}
