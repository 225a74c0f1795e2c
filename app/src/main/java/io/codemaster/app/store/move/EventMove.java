package io.codemaster.app.store.move;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import io.codemaster.app.roles.AxonServerProperties;
import io.codemaster.app.store.event.AxonServerEventLog;
import io.codemaster.app.store.event.EventServer;
import io.codemaster.app.store.event.RecordedEvent;
import io.codemaster.app.store.event.ServedEvents;
import io.codemaster.app.store.event.TableEventLog;
import io.codemaster.app.store.table.Progress;
import io.codemaster.app.store.table.StoreTables;
import io.codemaster.app.store.table.StoredTable;

/**
 * Moves the events of a database into an Axon Server that has none, in their order, byte for byte, and what else of the
 * database counts on their numbers.
 */
final class EventMove {

    private static final int PAGE = 256;

    private final AxonServerProperties given;

    private final TableEventLog events;

    private final AxonServerEventLog server;

    private final EventNumbers numbers;

    private final Consumer<String> console;

    EventMove(
            Connection source,
            Connection target,
            EventServer server,
            AxonServerProperties given,
            Consumer<String> console)
            throws SQLException {
        this.given = given;
        this.events = new TableEventLog(jdbc(source));
        this.server = server.log(jdbc(target));
        this.numbers = EventNumbers.of(source);
        this.console = console;
    }

    private static JdbcTemplate jdbc(Connection connection) {
        return new JdbcTemplate(new SingleConnectionDataSource(connection, true));
    }

    /**
     * Refuses a server with events that were not put there by this move.
     *
     * @param continued whether the move was begun before
     */
    void check(boolean continued) {
        long there = server.count();
        if (there == 0) {
            return;
        }
        if (!continued) {
            throw new MoveRefusedException("Axon Server at %s, context %s, has %d events already. %s"
                    .formatted(given.servers(), given.context(), there, cleanUp()));
        }
        var last = server.after(there - 1, 1).get(0);
        var ours = there > numbers.count() ? List.<RecordedEvent>of() : events.of(List.of(numbers.old(there)));
        if (ours.isEmpty() || !isSame(ours.get(0), last)) {
            throw new MoveRefusedException(
                    "Axon Server at %s, context %s, has events of another store, the last of them %s. %s"
                            .formatted(given.servers(), given.context(), last.id(), cleanUp()));
        }
    }

    String cleanUp() {
        return "Stop it, delete its events and its data (axonserver/README.md, \"Reset\"), start it, empty the database too,"
                + " and run this again; or name another context.";
    }

    /** Adds what is not there yet. Each batch is there as a whole or not at all, so a broken copy goes on behind it. */
    void copy() {
        long there = server.count();
        var progress = new Progress(console, "events", numbers.count());
        long number = there == 0 ? 0 : numbers.old(there);
        for (var page = events.after(number, PAGE); !page.isEmpty(); page = events.after(number, PAGE)) {
            for (var batch : ServedEvents.batches(page, given.maxMessageSize().toBytes())) {
                server.append(batch);
                there += batch.size();
                progress.at(there);
            }
            number = page.get(page.size() - 1).globalIndex();
        }
        console.accept("  events: %d".formatted(there));
    }

    /** Reads all of them again. */
    void verify() {
        console.accept("Comparing the events with the source's.");
        var progress = new Progress(console, "events compared", numbers.count());
        long old = 0;
        long number = 0;
        while (true) {
            var ours = events.after(old, PAGE);
            var theirs = server.after(number, PAGE);
            for (int i = 0; i < Math.min(ours.size(), theirs.size()); i++) {
                if (!isSame(ours.get(i), theirs.get(i))) {
                    throw different("event %d, %s, is another one there"
                            .formatted(number + i + 1, ours.get(i).id()));
                }
            }
            if (ours.size() != theirs.size()) {
                throw different("the source has %d events, Axon Server %d".formatted(numbers.count(), server.count()));
            }
            if (ours.isEmpty()) {
                return;
            }
            old = ours.get(ours.size() - 1).globalIndex();
            number = theirs.get(theirs.size() - 1).globalIndex();
            progress.at(number);
        }
    }

    private MoveRefusedException different(String how) {
        return new MoveRefusedException(
                "The events are not the same as the source's: %s. Is a CodeMaster running on either? %s"
                        .formatted(how, cleanUp()));
    }

    private static boolean isSame(RecordedEvent one, RecordedEvent other) {
        return Arrays.equals(one.canonical(), other.canonical());
    }

    /** The place of the last event, as the tokens of processors there say it. */
    long lastPosition() {
        return server.position(server.count());
    }

    /** What is written for a row of a table that counts on numbers of events. */
    @Nullable Object @Nullable [] renumbered(StoredTable table, @Nullable Object @Nullable [] row) {
        if (row == null) {
            return null;
        }
        var names = new ArrayList<>(table.columns());
        if (table.name().equals(StoreTables.LINKS)) {
            int index = names.indexOf("global_index");
            row[index] = numbers.ofLink((Long) value(row, index), (Long) value(row, names.indexOf("position")));
        }
        int token = names.indexOf("token");
        int type = names.indexOf("token_type");
        if (token >= 0 && type >= 0 && row[token] instanceof byte[] stored && row[type] instanceof String name) {
            var whose = table.name().equals(StoreTables.TOKENS) ? row[names.indexOf("processor_name")] : table.name();
            var moved = numbers.token(String.valueOf(whose), stored, name);
            row[token] = moved;
            row[type] = moved == null ? null : EventNumbers.tokenType();
        }
        return row;
    }

    private static Object value(@Nullable Object[] row, int index) {
        var value = row[index];
        if (value == null) {
            throw new IllegalStateException("a link without a number");
        }
        return value;
    }
}
