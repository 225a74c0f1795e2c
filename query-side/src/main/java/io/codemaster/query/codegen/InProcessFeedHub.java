package io.codemaster.query.codegen;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import org.springframework.stereotype.Component;

/** The hub of one process. */
@Component
class InProcessFeedHub implements FeedHub {

    private final ConcurrentHashMap<String, CopyOnWriteArrayList<Follower>> followers = new ConcurrentHashMap<>();

    @Override
    public void publish(List<FeedRow> rows) {
        int from = 0;
        while (from < rows.size()) {
            var task = rows.get(from).taskId();
            int to = from + 1;
            while (to < rows.size() && rows.get(to).taskId().equals(task)) {
                to++;
            }
            publish(task, rows.subList(from, to));
            from = to;
        }
    }

    @Override
    public Subscription subscribe(String taskId, Follower follower) {
        followers.compute(taskId, (task, known) -> {
            var all = known == null ? new CopyOnWriteArrayList<Follower>() : known;
            all.add(follower);
            return all;
        });
        return () -> followers.computeIfPresent(taskId, (task, known) -> {
            known.remove(follower);
            return known.isEmpty() ? null : known;
        });
    }

    /** How many follow anything. */
    int size() {
        return followers.values().stream().mapToInt(List::size).sum();
    }

    /** The streams that anybody follows. */
    Set<String> followed() {
        return Set.copyOf(followers.keySet());
    }

    boolean isFollowed(String taskId) {
        return followers.containsKey(taskId);
    }

    private void publish(String task, List<FeedRow> rows) {
        var all = followers.get(task);
        if (all == null) {
            return;
        }
        var frames = new ArrayList<FeedFrame>(rows.size());
        rows.forEach(it -> frames.add(FeedFrame.of(it)));
        all.forEach(it -> it.onNew(frames));
    }
}
