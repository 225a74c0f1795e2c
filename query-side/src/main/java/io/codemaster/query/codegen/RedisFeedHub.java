package io.codemaster.query.codegen;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.codemaster.query.shared.redis.RedisEntry;
import io.codemaster.query.shared.redis.RedisLink;
import io.codemaster.query.shared.redis.RedisTail;

/**
 * The hub of several processes. Those who follow in the process that stores the events are told at once; the events go to
 * Redis behind their back, where the other processes get them. What Redis does not have, or not in time, the
 * {@link FeedPoll} finds in the read model.
 */
final class RedisFeedHub implements FeedHub, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RedisFeedHub.class);

    /** A process that has stored events of a run so lately need not hear of them from Redis. */
    static final long WRITER_NANOS = TimeUnit.SECONDS.toNanos(5);

    private static final int MOST_ROWS_WAITING = 20_000;

    private static final int MOST_ROWS_AT_ONCE = 200;

    private final InProcessFeedHub here;

    private final RedisLink link;

    private final RedisFeed feed;

    private final ConcurrentHashMap<String, Tail> tails = new ConcurrentHashMap<>();

    private final ArrayDeque<FeedRow> waiting = new ArrayDeque<>();

    private final ArrayDeque<Reread> rereads = new ArrayDeque<>();

    private final Thread sender;

    private boolean closed;

    RedisFeedHub(InProcessFeedHub here, RedisLink link) {
        this.here = here;
        this.link = link;
        this.feed = new RedisFeed(link);
        this.sender = new Thread(this::send, "feed-redis");
        sender.setDaemon(true);
        sender.start();
    }

    private record Reread(String taskId, List<FeedRow> rows) {}

    /** What follows one run, for all who follow it here. */
    private final class Tail implements RedisTail.Listener {

        private final String taskId;

        private int followers;

        private RedisTail.@Nullable Subscription subscription;

        Tail(String taskId) {
            this.taskId = taskId;
        }

        @Override
        public void onEntries(List<RedisEntry> entries) {
            long before = entries.get(0).number() - 1;
            long last = entries.get(entries.size() - 1).number();
            var frames = RedisFeed.frames(before, entries);
            here.handOver(taskId, frames);
            if (before + frames.size() < last) {
                here.announce(taskId, last);
            }
        }

        @Override
        public void onStart(String last) {
            here.announce(taskId, Long.parseLong(last.substring(0, last.indexOf('-'))));
        }

        @Override
        public boolean isWanted() {
            return !here.isStoredHere(taskId, WRITER_NANOS);
        }
    }

    @Override
    public void publish(List<FeedRow> rows) {
        here.publish(rows);
        if (!link.isUp()) {
            return;
        }
        synchronized (waiting) {
            if (waiting.size() + rows.size() > MOST_ROWS_WAITING) {
                // what is left out here is found in the read model by whoever misses it
                LOG.debug("Redis is behind; {} events are not passed on", rows.size());
                return;
            }
            waiting.addAll(rows);
            waiting.notifyAll();
        }
    }

    @Override
    public Subscription subscribe(String taskId, Follower follower) {
        var inProcess = here.subscribe(taskId, follower);
        tails.compute(taskId, (task, known) -> {
            var tail = known == null ? new Tail(task) : known;
            if (tail.followers++ == 0) {
                tail.subscription = link.follow(feed.key(task), tail);
            }
            return tail;
        });
        return new Subscription() {

            private boolean ended;

            @Override
            public synchronized void close() {
                if (!ended) {
                    ended = true;
                    inProcess.close();
                    leave(taskId);
                }
            }
        };
    }

    private void leave(String taskId) {
        tails.computeIfPresent(taskId, (task, tail) -> {
            if (--tail.followers > 0) {
                return tail;
            }
            if (tail.subscription != null) {
                tail.subscription.close();
            }
            return null;
        });
    }

    @Override
    public List<FeedFrame> recent(String taskId, long after) {
        return feed.after(taskId, after);
    }

    @Override
    public void reread(String taskId, List<FeedRow> newest) {
        if (link.isUp()) {
            synchronized (waiting) {
                rereads.add(new Reread(taskId, newest));
                waiting.notifyAll();
            }
        }
    }

    private void send() {
        Runnable work = nextWork();
        while (work != null) {
            try {
                work.run();
            } catch (RuntimeException e) {
                LOG.warn("Events cannot be passed on by Redis; they are in the read model", e);
            }
            work = nextWork();
        }
    }

    /** Waits for something to do; null at the end. */
    private @Nullable Runnable nextWork() {
        synchronized (waiting) {
            while (!closed && waiting.isEmpty() && rereads.isEmpty()) {
                try {
                    waiting.wait();
                } catch (InterruptedException stopping) {
                    return null;
                }
            }
            if (closed) {
                return null;
            }
            if (waiting.isEmpty()) {
                var reread = rereads.remove();
                return () -> feed.rebuild(reread.taskId(), reread.rows());
            }
            var batch = new LinkedHashMap<String, List<FeedRow>>();
            for (int i = 0; i < MOST_ROWS_AT_ONCE && !waiting.isEmpty(); i++) {
                var row = waiting.remove();
                batch.computeIfAbsent(row.taskId(), task -> new ArrayList<>()).add(row);
            }
            return () -> batch.forEach(feed::add);
        }
    }

    @Override
    public void close() {
        synchronized (waiting) {
            closed = true;
            waiting.notifyAll();
        }
    }
}
