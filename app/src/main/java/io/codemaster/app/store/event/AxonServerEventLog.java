package io.codemaster.app.store.event;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

import io.axoniq.axonserver.connector.event.EventChannel;
import io.axoniq.axonserver.grpc.event.Event;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The events of an Axon Server. It numbers them from 0 without a gap; here the first is 1, as in a database. It finds an
 * event by its number and by its aggregate, not by its identifier: that is looked up in the chain, which has both.
 */
public final class AxonServerEventLog implements EventLog {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final int PERMITS = 256;

    private static final int FEWEST_PERMITS = 16;

    private static final int PAGE = 1_000;

    /** Numbers that are as near as this are read in one go, and what is between them is thrown away. */
    private static final long NEAR = 256;

    private static final int LOOKED_UP_AT_ONCE = 500;

    /** A server that has the events sends the next at once. */
    private static final long PATIENCE_SECONDS = 30;

    private final Supplier<EventChannel> channel;

    private final JdbcTemplate chain;

    /**
     * @param channel of a connection that is there, or is made again
     * @param chain the database that has the links
     */
    public AxonServerEventLog(Supplier<EventChannel> channel, JdbcTemplate chain) {
        this.channel = channel;
        this.chain = chain;
    }

    /** How many there are, which is also the number of the last. */
    public long count() {
        return answer(channel.get().getLastToken(), "how many events it has") + 1;
    }

    @Override
    public List<RecordedEvent> after(long number, int limit) {
        var events = new ArrayList<RecordedEvent>();
        read(number, Math.min(count(), number + limit), events::add);
        return events;
    }

    /** Those with a number above one and up to another; they have to be there. */
    private void read(long above, long upTo, Consumer<RecordedEvent> reader) {
        if (upTo <= above) {
            return;
        }
        int permits = (int) Math.max(FEWEST_PERMITS, Math.min(PERMITS, upTo - above));
        try (var stream = channel.get().openStream(above - 1, permits, permits / 2)) {
            for (long number = above + 1; number <= upTo; number++) {
                var next = stream.nextIfAvailable(PATIENCE_SECONDS, TimeUnit.SECONDS);
                if (next == null) {
                    var error = stream.getError();
                    throw error.isPresent()
                            ? new EventServerException("Axon Server ends before event " + number, error.get())
                            : new EventServerException("Axon Server does not send event " + number);
                }
                if (next.getToken() != number - 1) {
                    throw new EventServerException("Axon Server sends event %d in the place of event %d"
                            .formatted(next.getToken() + 1, number));
                }
                reader.accept(ServedEvent.read(number, next.getEvent()));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new EventServerException("Stopped while reading from Axon Server", stopped);
        }
    }

    @Override
    public List<RecordedEvent> of(List<Long> numbers) {
        var events = new ArrayList<RecordedEvent>(numbers.size());
        int first = 0;
        while (first < numbers.size()) {
            int last = first;
            while (last + 1 < numbers.size() && numbers.get(last + 1) - numbers.get(last) <= NEAR) {
                last++;
            }
            var wanted = numbers.subList(first, last + 1).iterator();
            var next = new long[] {wanted.next()};
            read(next[0] - 1, numbers.get(last), event -> {
                if (event.globalIndex() == next[0]) {
                    events.add(event);
                    next[0] = wanted.hasNext() ? wanted.next() : 0;
                }
            });
            first = last + 1;
        }
        return events;
    }

    @Override
    public Optional<RecordedEvent> find(String eventId) {
        var number = linked(List.of(eventId)).get(eventId);
        return number == null || number > count()
                ? Optional.empty()
                : of(List.of(number)).stream()
                        .filter(it -> it.id().equals(eventId))
                        .findFirst();
    }

    /** The server has no index of identifiers, so all are looked at. */
    @Override
    public boolean contains(String eventId) {
        long number = 0;
        for (var page = after(0, PAGE); !page.isEmpty(); page = after(number, PAGE)) {
            if (page.stream().anyMatch(it -> it.id().equals(eventId))) {
                return true;
            }
            number = page.get(page.size() - 1).globalIndex();
        }
        return false;
    }

    @Override
    public List<Long> numbersOf(String aggregate, String parts) {
        var ids = new ArrayList<String>();
        var attempts = new int[] {0};
        each(aggregate, event -> {
            ids.add(event.getMessageIdentifier());
            attempts[0] = Math.max(attempts[0], attempt(event));
        });
        IntStream.rangeClosed(1, attempts[0])
                .forEach(attempt -> each(parts + ":" + attempt, event -> ids.add(event.getMessageIdentifier())));
        return numbers(ids);
    }

    private static int attempt(Event event) {
        try {
            return JSON.readTree(event.getPayload().getData().toByteArray())
                    .path("attempt")
                    .asInt(0);
        } catch (JacksonException notJson) {
            return 0;
        }
    }

    @Override
    public List<Long> numbersOf(String aggregate) {
        var ids = new ArrayList<String>();
        each(aggregate, event -> ids.add(event.getMessageIdentifier()));
        return numbers(ids);
    }

    /** In the aggregate's own order, without what a snapshot would stand for. */
    private void each(String aggregate, Consumer<Event> reader) {
        var stream = channel.get().openAggregateStream(aggregate, false);
        try {
            while (stream.hasNext()) {
                reader.accept(stream.next());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new EventServerException("Stopped while reading from Axon Server", stopped);
        } finally {
            stream.cancel();
        }
    }

    private List<Long> numbers(List<String> ids) {
        var known = linked(ids);
        return ids.stream()
                .map(it -> Objects.requireNonNullElse(known.get(it), UNKNOWN))
                .toList();
    }

    private Map<String, Long> linked(List<String> ids) {
        var numbers = new HashMap<String, Long>();
        for (int i = 0; i < ids.size(); i += LOOKED_UP_AT_ONCE) {
            var some = ids.subList(i, Math.min(ids.size(), i + LOOKED_UP_AT_ONCE));
            chain.query(
                    "SELECT event_identifier, global_index FROM record_link WHERE event_identifier IN ("
                            + String.join(", ", Collections.nCopies(some.size(), "?")) + ")",
                    row -> {
                        numbers.put(row.getString(1), row.getLong(2));
                    },
                    some.toArray());
        }
        return numbers;
    }

    @Override
    public long position(long number) {
        return number - 1;
    }

    /**
     * Adds events behind the last, all of them or none.
     *
     * @param events as they are to be kept; their numbers are given anew
     */
    public void append(List<Event> events) {
        var transaction = channel.get().startAppendEventsTransaction();
        events.forEach(transaction::appendEvent);
        answer(transaction.commit(), "to keep %d events".formatted(events.size()));
    }

    private static <T> T answer(CompletableFuture<T> asked, String what) {
        try {
            return asked.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            @Nullable Throwable cause = failed.getCause();
            throw new EventServerException(
                    "Axon Server was asked %s: %s".formatted(what, cause == null ? failed : cause.getMessage()),
                    failed);
        } catch (TimeoutException late) {
            throw new EventServerException(
                    "Axon Server was asked %s and has not answered for %d s".formatted(what, PATIENCE_SECONDS), late);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new EventServerException("Stopped while Axon Server was asked " + what, stopped);
        }
    }
}
