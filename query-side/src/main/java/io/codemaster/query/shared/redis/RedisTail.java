package io.codemaster.query.shared.redis;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.data.domain.Range;
import org.springframework.data.redis.connection.Limit;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisStreamCommands.TrimOptions;
import org.springframework.data.redis.connection.RedisStreamCommands.XAddOptions;
import org.springframework.data.redis.connection.stream.ByteRecord;
import org.springframework.data.redis.connection.stream.ReadOffset;
import org.springframework.data.redis.connection.stream.StreamOffset;
import org.springframework.data.redis.connection.stream.StreamReadOptions;
import org.springframework.data.redis.connection.stream.StreamRecords;

import io.lettuce.core.RedisException;

/**
 * Follows any number of streams with one connection and one thread. After an absence it goes on where it was, so that what
 * was written meanwhile is handed over late rather than never.
 */
public final class RedisTail {

    private static final Logger LOG = LoggerFactory.getLogger(RedisTail.class);

    private static final int MOST_ENTRIES = 256;

    private static final String FIRST = "0-0";

    private static final long WAKE_SECONDS = 60;

    private final RedisLink link;

    private final Map<String, Followed> followed = new ConcurrentHashMap<>();

    /** A stream of this process alone: an entry ends the wait, so that a stream that is new is followed at once. */
    private final String wakeKey;

    private final Semaphore news = new Semaphore(0);

    private final AtomicBoolean changed = new AtomicBoolean();

    private String wakeLast = FIRST;

    private @Nullable Thread thread;

    private volatile boolean closed;

    RedisTail(RedisLink link) {
        this.link = link;
        this.wakeKey = link.key("codemaster:wake:" + UUID.randomUUID());
        link.whenBack(this::signal);
    }

    /** Somebody who follows a stream. Called by one thread, which must not be held up. */
    public interface Listener {

        /** New entries, in order. */
        void onEntries(List<RedisEntry> entries);

        /**
         * From here on it is followed; what came before is not handed over.
         *
         * @param last the id of the newest entry, {@code 0-0} where there is none
         */
        default void onStart(String last) {}

        /** Whether to follow just now. Who was not and is again is told where the stream then stands. */
        default boolean isWanted() {
            return true;
        }
    }

    /** The right to be told. */
    @FunctionalInterface
    public interface Subscription {

        /** Ends it. */
        void close();
    }

    private static final class Followed {

        private final Listener listener;

        /** Null until it is known where the stream stands. */
        private @Nullable String last;

        Followed(Listener listener) {
            this.listener = listener;
        }
    }

    Subscription follow(String key, Listener listener) {
        var mine = new Followed(listener);
        followed.put(key, mine);
        start();
        signal();
        return () -> followed.remove(key, mine);
    }

    private synchronized void start() {
        if (thread == null && !closed) {
            thread = new Thread(this::run, "redis-tail");
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** Ends the wait for news, wherever it is waited. */
    private void signal() {
        if (!changed.compareAndSet(false, true)) {
            return;
        }
        news.release();
        link.ask(connection -> {
            connection
                    .streamCommands()
                    .xAdd(
                            StreamRecords.rawBytes(Map.of(bytes("w"), bytes("1")))
                                    .withStreamKey(bytes(wakeKey)),
                            XAddOptions.trim(TrimOptions.maxLen(1)));
            return connection.keyCommands().expire(bytes(wakeKey), WAKE_SECONDS);
        });
    }

    private void run() {
        RedisConnection connection = null;
        while (!closed) {
            changed.set(false);
            news.drainPermits();
            try {
                if (!link.isUp() || followed.isEmpty()) {
                    await();
                    continue;
                }
                if (connection == null) {
                    connection = link.waitingConnection();
                }
                read(connection);
            } catch (DataAccessException | RedisException | IllegalStateException failure) {
                if (!closed) {
                    link.failed(failure);
                }
                close(connection);
                connection = null;
            }
        }
        close(connection);
    }

    private void await() {
        try {
            if (news.tryAcquire(RedisLink.BLOCK.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.trace("Something else is to be followed, or Redis is back");
            }
        } catch (InterruptedException stopping) {
            closed = true;
        }
    }

    private void read(RedisConnection connection) {
        var wanted = wanted(connection);
        var offsets = new ArrayList<StreamOffset<byte[]>>();
        offsets.add(StreamOffset.create(bytes(wakeKey), ReadOffset.from(wakeLast)));
        wanted.forEach((key, it) -> offsets.add(StreamOffset.create(bytes(key), ReadOffset.from(lastOf(it)))));
        @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type cannot be made otherwise
        StreamOffset<byte[]>[] streams = offsets.toArray(new StreamOffset[0]);
        var records = connection
                .streamCommands()
                .xRead(StreamReadOptions.empty().block(RedisLink.BLOCK).count(MOST_ENTRIES), streams);
        if (records != null) {
            handOver(records, wanted);
        }
    }

    private static String lastOf(Followed followed) {
        var last = followed.last;
        return last == null ? FIRST : last;
    }

    private Map<String, Followed> wanted(RedisConnection connection) {
        var wanted = new HashMap<String, Followed>();
        followed.forEach((key, it) -> {
            if (!it.listener.isWanted()) {
                it.last = null;
                return;
            }
            if (it.last == null) {
                var last = newest(connection, key);
                it.last = last;
                it.listener.onStart(last);
            }
            wanted.put(key, it);
        });
        return wanted;
    }

    private static String newest(RedisConnection connection, String key) {
        var newest = connection
                .streamCommands()
                .xRevRange(bytes(key), Range.unbounded(), Limit.limit().count(1));
        return newest == null || newest.isEmpty()
                ? FIRST
                : newest.get(0).getId().getValue();
    }

    private void handOver(List<ByteRecord> records, Map<String, Followed> wanted) {
        var byStream = new HashMap<String, List<RedisEntry>>();
        for (var it : records) {
            var stream = it.getStream();
            if (stream != null) {
                byStream.computeIfAbsent(new String(stream, StandardCharsets.UTF_8), key -> new ArrayList<>())
                        .add(RedisEntry.of(it));
            }
        }
        byStream.forEach((key, entries) -> {
            var last = entries.get(entries.size() - 1).id();
            if (key.equals(wakeKey)) {
                wakeLast = last;
                return;
            }
            var it = wanted.get(key);
            if (it != null) {
                it.last = last;
                tell(key, it.listener, entries);
            }
        });
    }

    private static void tell(String key, Listener listener, List<RedisEntry> entries) {
        try {
            listener.onEntries(entries);
        } catch (RuntimeException e) {
            LOG.warn("What {} brings cannot be handed over", key, e);
        }
    }

    private static void close(@Nullable RedisConnection connection) {
        if (connection != null) {
            try {
                connection.close();
            } catch (DataAccessException | RedisException | IllegalStateException e) {
                LOG.debug("A connection to Redis cannot be closed", e);
            }
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    void close() {
        Thread running;
        synchronized (this) {
            closed = true;
            running = thread;
        }
        news.release();
        if (running != null) {
            running.interrupt();
            try {
                running.join(TimeUnit.SECONDS.toMillis(2));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
