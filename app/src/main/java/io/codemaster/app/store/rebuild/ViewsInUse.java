package io.codemaster.app.store.rebuild;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import javax.sql.DataSource;

import org.axonframework.common.DateTimeUtils;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.jspecify.annotations.Nullable;

import io.codemaster.app.store.table.StoreTables;

/** The read models that processes work on while others are made: how far they are, and who may move them. */
final class ViewsInUse {

    /** A claim that is older than Axon's ten seconds may be taken; this one lasts as much longer. */
    private static final Duration HELD = Duration.ofMinutes(1);

    private static final int GAPS_AT_ONCE = 500;

    private final DataSource database;

    private final Serializer serializer;

    private final Clock clock;

    private final boolean eventsHere;

    /** @param eventsHere whether the events are in the same database */
    ViewsInUse(DataSource database, Serializer serializer, Clock clock, boolean eventsHere) {
        this.database = database;
        this.serializer = serializer;
        this.clock = clock;
        this.eventsHere = eventsHere;
    }

    /** Sees one moment of everything, whatever others change meanwhile, and holds nobody up. Close it soon. */
    Connection snapshot() throws SQLException {
        var connection = database.getConnection();
        try {
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setAutoCommit(false);
            return connection;
        } catch (SQLException failed) {
            connection.close();
            throw failed;
        }
    }

    /** For one transaction that the caller ends. */
    Connection transaction() throws SQLException {
        var connection = database.getConnection();
        connection.setAutoCommit(false);
        return connection;
    }

    /** The tables of a group that are not there, because somebody has dropped them. */
    List<String> missing(String group) throws SQLException {
        try (var connection = database.getConnection()) {
            return ViewTables.missing(connection, StoreTables.viewsOf(group));
        }
    }

    /** Makes tables as the migrations do, empty. */
    void make(List<String> tables) throws SQLException, IOException {
        try (var connection = database.getConnection()) {
            for (var table : tables) {
                ViewTables.make(connection, table);
            }
        }
    }

    /** The place up to which every segment of a group has seen all events; empty where they are not at one place. */
    OptionalLong place(Connection connection, String group) throws SQLException {
        var places = new HashSet<Long>();
        for (var token : tokens(connection, group)) {
            if (token == null) {
                places.add(0L);
            } else if (token instanceof GapAwareTrackingToken gaps && haveComeSince(connection, gaps)) {
                return OptionalLong.empty();
            } else {
                places.add(token.position().orElse(0));
            }
        }
        return places.size() == 1 ? OptionalLong.of(places.iterator().next()) : OptionalLong.empty();
    }

    /** What the slowest segment of these groups has passed. */
    long slowest(Set<String> groups) throws SQLException {
        long slowest = Long.MAX_VALUE;
        try (var connection = database.getConnection()) {
            for (var group : groups) {
                for (var token : tokens(connection, group)) {
                    slowest = Math.min(
                            slowest, token == null ? 0 : token.position().orElse(0));
                }
            }
        }
        return slowest == Long.MAX_VALUE ? 0 : slowest;
    }

    private List<@Nullable TrackingToken> tokens(Connection connection, String group) throws SQLException {
        var tokens = new ArrayList<@Nullable TrackingToken>();
        try (var query =
                connection.prepareStatement("SELECT token, token_type FROM processor_token WHERE processor_name = ?")) {
            query.setString(1, group);
            try (var found = query.executeQuery()) {
                while (found.next()) {
                    var bytes = found.getBytes(1);
                    tokens.add(bytes == null ? null : token(bytes, found.getString(2)));
                }
            }
        }
        return tokens;
    }

    private TrackingToken token(byte[] bytes, String type) {
        return serializer.deserialize(new SimpleSerializedObject<>(bytes, byte[].class, type, null));
    }

    /** Whether an event is there by now that the token's processor has yet to see. */
    private boolean haveComeSince(Connection connection, GapAwareTrackingToken token) throws SQLException {
        if (!eventsHere) {
            return false;
        }
        var gaps = new ArrayList<>(token.getGaps());
        for (int i = 0; i < gaps.size(); i += GAPS_AT_ONCE) {
            var some = gaps.subList(i, Math.min(gaps.size(), i + GAPS_AT_ONCE));
            var places = String.join(",", some.stream().map(String::valueOf).toList());
            try (var statement = connection.createStatement();
                    var found = statement.executeQuery(
                            "SELECT 1 FROM domain_event WHERE global_index IN (" + places + ") LIMIT 1")) {
                if (found.next()) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The place of the last event that is not behind another place; 0 where there is none. */
    long lastEvent(long upTo) throws SQLException {
        try (var connection = database.getConnection();
                // the maximum of a part is no look-up to the embedded database: it would read all of them
                var query = connection.prepareStatement("SELECT global_index FROM domain_event WHERE global_index <= ?"
                        + " ORDER BY global_index DESC LIMIT 1")) {
            query.setLong(1, upTo);
            try (var found = query.executeQuery()) {
                return found.next() ? found.getLong(1) : 0;
            }
        }
    }

    // ---- whose turn it is ----

    /**
     * Takes a group's segments from whatever processes work on them. What they have under way is rolled back when they
     * write down how far they are, and they ask for their segments again every few seconds.
     */
    void take(String group, String owner) throws SQLException {
        update("UPDATE processor_token SET owner = ?, time_stamp = ? WHERE processor_name = ?", owner, until(), group);
    }

    /** Holds what was taken for another while. */
    void hold(String group, String owner) throws SQLException {
        update(
                "UPDATE processor_token SET time_stamp = ? WHERE processor_name = ? AND owner = ?",
                until(),
                group,
                owner);
    }

    /** Gives back what was taken, unless it is lost already. */
    void give(String group, String owner) throws SQLException {
        update("UPDATE processor_token SET owner = NULL WHERE processor_name = ? AND owner = ?", group, owner);
    }

    private String until() {
        return DateTimeUtils.formatInstant(clock.instant().plus(HELD));
    }

    private void update(String sql, String... values) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }

    /**
     * Moves every segment to where new rows are, gives them back, and forgets what was held of the group: the new rows
     * have seen it.
     *
     * @return false where somebody else has taken them meanwhile; the transaction is then of no use
     */
    boolean move(Connection transaction, String group, String owner, @Nullable TrackingToken token)
            throws SQLException {
        for (var held : StoreTables.HELD) {
            try (var delete = transaction.prepareStatement("DELETE FROM " + held + " WHERE processing_group = ?")) {
                delete.setString(1, group);
                delete.executeUpdate();
            }
        }
        try (var update =
                transaction.prepareStatement("UPDATE processor_token SET token = ?, token_type = ?, owner = NULL"
                        + " WHERE processor_name = ? AND owner = ?")) {
            bind(update, token);
            update.setString(3, group);
            update.setString(4, owner);
            return update.executeUpdate() > 0;
        }
    }

    private void bind(PreparedStatement update, @Nullable TrackingToken token) throws SQLException {
        if (token == null) {
            update.setBytes(1, null);
            update.setString(2, null);
            return;
        }
        var written = serializer.serialize(token, byte[].class);
        update.setBytes(1, written.getData());
        update.setString(2, written.getType().getName());
    }
}
