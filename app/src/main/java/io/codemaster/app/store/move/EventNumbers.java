package io.codemaster.app.store.move;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.jspecify.annotations.Nullable;

import tools.jackson.databind.json.JsonMapper;

/**
 * Which number an event of a database gets where numbers have no gaps: 1 for the first, 2 for the next. It is kept as
 * stretches without a gap, so that it is small however many events there are.
 */
final class EventNumbers {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final int PAGE = 10_000;

    /** The new number of the first event of each stretch, by its old one. */
    private final TreeMap<Long, Long> stretches = new TreeMap<>();

    private long last;

    private long count;

    private EventNumbers() {}

    static EventNumbers of(Connection source) throws SQLException {
        var numbers = new EventNumbers();
        try (var query = source.prepareStatement(
                "SELECT global_index FROM domain_event WHERE global_index > ? ORDER BY global_index LIMIT " + PAGE)) {
            long before;
            do {
                before = numbers.count;
                query.setLong(1, numbers.last);
                try (var found = query.executeQuery()) {
                    while (found.next()) {
                        numbers.add(found.getLong(1));
                    }
                }
            } while (numbers.count - before == PAGE);
        }
        return numbers;
    }

    private void add(long old) {
        count++;
        if (count == 1 || old != last + 1) {
            stretches.put(old, count);
        }
        last = old;
    }

    long count() {
        return count;
    }

    /** The old number of the event with a new one. */
    long old(long number) {
        return stretches.entrySet().stream()
                .filter(it -> it.getValue() <= number)
                .reduce((one, next) -> next)
                .map(it -> it.getKey() + number - it.getValue())
                .orElse(0L);
    }

    /** How many events there are up to an old number, which is the new number of that one. */
    long upTo(long old) {
        var stretch = stretches.floorEntry(old);
        if (stretch == null) {
            return 0;
        }
        Map.@Nullable Entry<Long, Long> next = stretches.higherEntry(old);
        long end = next == null ? count : next.getValue() - 1;
        return Math.min(end, stretch.getValue() + old - stretch.getKey());
    }

    private boolean has(long old) {
        return upTo(old) > upTo(old - 1);
    }

    /** The new number of the event of a link; one below 0 that no other link has where the event is gone. */
    long ofLink(long old, long position) {
        return has(old) ? upTo(old) : -position;
    }

    /**
     * The token of a processor that goes on where Axon Server keeps the events. It stands before the first event that was
     * stored late and not seen yet, so that none is left out; those behind it are handled again, as after a crash.
     *
     * @return null for the beginning
     */
    byte @Nullable [] token(String processor, byte[] token, String type) {
        if (!type.equals(tokenType(GapAwareTrackingToken.class))) {
            throw new MoveRefusedException(
                    ("The token of %s does not simply stand behind an event (%s). Start this version on the"
                                    + " source, wait until it is up to date, stop it, and run this again.")
                            .formatted(processor, type.substring(type.lastIndexOf('.') + 1)));
        }
        var json = JSON.readTree(token);
        long seen = upTo(json.path("index").asLong(0));
        for (var gap : json.path("gaps")) {
            if (has(gap.asLong())) {
                seen = Math.min(seen, upTo(gap.asLong()) - 1);
            }
        }
        return seen == 0 ? null : "{\"globalIndex\":%d}".formatted(seen - 1).getBytes(StandardCharsets.UTF_8);
    }

    static String tokenType() {
        return tokenType(GlobalSequenceTrackingToken.class);
    }

    private static String tokenType(Class<?> token) {
        return token.getName();
    }
}
