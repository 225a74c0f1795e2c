package io.codemaster.query.codegen;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import org.springframework.stereotype.Component;

/** The hub of one process: whoever follows here is told here, whichever way the news has come. */
@Component
class InProcessFeedHub implements FeedHub {

    private final ConcurrentHashMap<String, Followed> followed = new ConcurrentHashMap<>();

    /** Those who follow one stream, and when something of it was stored by this process last. */
    private static final class Followed {

        private final CopyOnWriteArrayList<Follower> followers = new CopyOnWriteArrayList<>();

        private volatile long storedHereAt = Long.MIN_VALUE;
    }

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
        followed.compute(taskId, (task, known) -> {
            var all = known == null ? new Followed() : known;
            all.followers.add(follower);
            return all;
        });
        return () -> followed.computeIfPresent(taskId, (task, known) -> {
            known.followers.remove(follower);
            return known.followers.isEmpty() ? null : known;
        });
    }

    /** Hands over what has come from another process. */
    void handOver(String taskId, List<FeedFrame> frames) {
        var all = followed.get(taskId);
        if (all != null && !frames.isEmpty()) {
            all.followers.forEach(it -> it.onNew(frames));
        }
    }

    /** Tells that the read model has events up to this number. */
    void announce(String taskId, long sequence) {
        var all = followed.get(taskId);
        if (all != null) {
            all.followers.forEach(it -> it.onAhead(sequence));
        }
    }

    /** How many follow anything. */
    int size() {
        return followed.values().stream().mapToInt(it -> it.followers.size()).sum();
    }

    boolean isFollowed(String taskId) {
        return followed.containsKey(taskId);
    }

    /** The streams that are followed here. */
    Set<String> followed() {
        return Set.copyOf(followed.keySet());
    }

    /** Whether this process has stored events of a stream that is followed here so lately that it will hear of the next. */
    boolean isStoredHere(String taskId, long withinNanos) {
        var all = followed.get(taskId);
        return all != null && all.storedHereAt != Long.MIN_VALUE && System.nanoTime() - all.storedHereAt < withinNanos;
    }

    private void publish(String task, List<FeedRow> rows) {
        var all = followed.get(task);
        if (all == null) {
            return;
        }
        all.storedHereAt = System.nanoTime();
        var frames = new ArrayList<FeedFrame>(rows.size());
        rows.forEach(it -> frames.add(FeedFrame.of(it)));
        all.followers.forEach(it -> it.onNew(frames));
    }
}
