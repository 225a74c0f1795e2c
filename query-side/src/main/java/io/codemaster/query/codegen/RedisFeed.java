package io.codemaster.query.codegen;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Range;
import org.springframework.data.redis.connection.Limit;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.ReturnType;

import io.codemaster.query.shared.redis.RedisEntry;
import io.codemaster.query.shared.redis.RedisLink;

/**
 * The newest events of each run as a stream in Redis, {@code codegen:stream:<task>}. An entry's id is the event's number,
 * so nothing can be in it twice or out of order; where something is missing, the read model knows. A stream is gone a day
 * after its last event.
 */
final class RedisFeed {

    /** Longer events are in the stream as a number only. */
    private static final int LARGEST_FRAME = 16 * 1024;

    private static final int MOST_ENTRIES = 2_000;

    private static final int PAGE = 200;

    private static final String KIND = "k";

    private static final String FRAME = "f";

    /**
     * Adds events. One that is there already is left alone when it is the same; otherwise the stream is another record's, for
     * instance that of a database before a restore, and begins anew.
     * Arguments: most entries, milliseconds to keep, then number, kind and frame of each event.
     */
    private static final byte[] ADD = bytes("""
            local top = 0
            local newest = redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', 1)
            if #newest > 0 then top = tonumber(string.match(newest[1][1], '^%d+')) end
            for i = 3, #ARGV, 3 do
              local id = ARGV[i] .. '-0'
              local add = true
              if tonumber(ARGV[i]) <= top then
                local known = redis.call('XRANGE', KEYS[1], id, id)
                if #known > 0 and known[1][2][4] == ARGV[i + 2] then
                  add = false
                else
                  redis.call('DEL', KEYS[1])
                  top = 0
                end
              end
              if add then
                redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[1], id, 'k', ARGV[i + 1], 'f', ARGV[i + 2])
                top = tonumber(ARGV[i])
              end
            end
            redis.call('PEXPIRE', KEYS[1], ARGV[2])
            return 1
            """);

    /** Makes the stream anew of these events and of those that are in it and come after them. Arguments as above. */
    private static final byte[] REBUILD = bytes("""
            local newer = redis.call('XRANGE', KEYS[1], '(' .. ARGV[#ARGV - 2] .. '-0', '+')
            redis.call('DEL', KEYS[1])
            for i = 3, #ARGV, 3 do
              redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[1], ARGV[i] .. '-0', 'k', ARGV[i + 1], 'f', ARGV[i + 2])
            end
            for _, entry in ipairs(newer) do
              redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[1], entry[1], 'k', entry[2][2], 'f', entry[2][4])
            end
            redis.call('PEXPIRE', KEYS[1], ARGV[2])
            return 1
            """);

    private final RedisLink link;

    RedisFeed(RedisLink link) {
        this.link = link;
    }

    String key(String taskId) {
        return link.key("codegen:stream:" + taskId);
    }

    /** Adds rows of one run, in order. Does nothing while Redis is away, and for what happened too long ago. */
    void add(String taskId, List<FeedRow> rows) {
        run(ADD, taskId, rows);
    }

    /** Puts the newest events of a run back where they were missing. */
    void rebuild(String taskId, List<FeedRow> newest) {
        if (first(taskId, newest.get(0).sequence()) != newest.get(0).sequence()) {
            run(REBUILD, taskId, newest);
        }
    }

    private void run(byte[] script, String taskId, List<FeedRow> rows) {
        var newest = rows.get(rows.size() - 1).at();
        if (newest.plus(link.keep()).isBefore(Instant.now())) {
            return;
        }
        var arguments = new ArrayList<byte[]>(3 + 3 * rows.size());
        arguments.add(bytes(key(taskId)));
        arguments.add(bytes(String.valueOf(MOST_ENTRIES)));
        arguments.add(bytes(String.valueOf(link.keep().toMillis())));
        for (var row : rows) {
            var frame = row.data().length > LARGEST_FRAME
                    ? new byte[0]
                    : FeedFrame.of(row).bytes();
            arguments.add(bytes(String.valueOf(row.sequence())));
            arguments.add(bytes(row.kind().text()));
            arguments.add(frame);
        }
        link.ask(connection ->
                connection.scriptingCommands().eval(script, ReturnType.INTEGER, 1, arguments.toArray(new byte[0][])));
    }

    /** What follows an event without a gap; empty where Redis does not have the next one. */
    List<FeedFrame> after(String taskId, long sequence) {
        return link.ask(connection -> isThere(connection, taskId, sequence + 1)
                        ? frames(sequence, range(connection, taskId, sequence + 1, PAGE))
                        : List.<FeedFrame>of())
                .orElse(List.of());
    }

    /** The number of the oldest entry from this number on; 0 where there is none, or Redis is away. */
    private long first(String taskId, long from) {
        return link.<Long>ask(connection -> {
                    var found = range(connection, taskId, from, 1);
                    return found.isEmpty() ? 0L : found.get(0).number();
                })
                .orElse(0L);
    }

    private boolean isThere(RedisConnection connection, String taskId, long sequence) {
        var found = range(connection, taskId, sequence, 1);
        return !found.isEmpty() && found.get(0).number() == sequence;
    }

    private List<RedisEntry> range(RedisConnection connection, String taskId, long from, int most) {
        var found = connection
                .streamCommands()
                .xRange(
                        bytes(key(taskId)),
                        Range.rightUnbounded(Range.Bound.inclusive(from + "-0")),
                        Limit.limit().count(most));
        return found == null ? List.of() : found.stream().map(RedisEntry::of).toList();
    }

    /** The events up to the first gap, or to the first that is too long to be in the stream. */
    static List<FeedFrame> frames(long after, List<RedisEntry> entries) {
        var frames = new ArrayList<FeedFrame>(entries.size());
        for (var entry : entries) {
            var frame = frame(entry);
            if (frame == null || frame.sequence() != after + frames.size() + 1) {
                break;
            }
            frames.add(frame);
        }
        return frames;
    }

    /** Null where the event is too long to be in the stream. */
    static @Nullable FeedFrame frame(RedisEntry entry) {
        var bytes = entry.bytes(FRAME);
        return bytes == null || bytes.length == 0
                ? null
                : new FeedFrame(entry.number(), FeedKind.of(entry.text(KIND)), bytes);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
