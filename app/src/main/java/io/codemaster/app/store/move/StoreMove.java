package io.codemaster.app.store.move;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import io.codemaster.app.roles.AxonServerProperties;
import io.codemaster.app.store.database.DatabaseChecks;
import io.codemaster.app.store.database.DatabaseProperties;
import io.codemaster.app.store.event.EventServer;
import io.codemaster.app.store.event.EventServerException;
import io.codemaster.app.store.event.UnfitEventException;
import io.codemaster.app.store.table.Progress;
import io.codemaster.app.store.table.RowSum;
import io.codemaster.app.store.table.StoreTables;
import io.codemaster.app.store.table.StoredTable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Moves the store: every event in the order of all, everything else that is not a read model, then the read models made
 * anew and compared. The source is only read. What broke off is continued by the same command.
 */
final class StoreMove {

    /** A claim of a processor is renewed every few seconds; older than this, whoever held it is gone. */
    private static final Duration CLAIM = Duration.ofSeconds(15);

    private final DatabaseProperties from;

    private final DatabaseProperties to;

    /** Where the events go instead of that database; null for nowhere else. */
    private final @Nullable AxonServerProperties server;

    private @Nullable EventMove events;

    private final ViewRebuild rebuild;

    private final Clock clock;

    private final Consumer<String> console;

    StoreMove(
            DatabaseProperties from,
            DatabaseProperties to,
            ViewRebuild rebuild,
            Clock clock,
            Consumer<String> console) {
        this(from, to, null, rebuild, clock, console);
    }

    /** @param server an Axon Server that the events go to, null for none */
    StoreMove(
            DatabaseProperties from,
            DatabaseProperties to,
            @Nullable AxonServerProperties server,
            ViewRebuild rebuild,
            Clock clock,
            Consumer<String> console) {
        this.from = from;
        this.to = to;
        this.server = server;
        this.rebuild = rebuild;
        this.clock = clock;
        this.console = console;
    }

    /**
     * Does it.
     *
     * @return whether the target is the same as the source
     */
    boolean run() throws SQLException, InterruptedException {
        var there = from.address().shown();
        console.accept(
                "Moving the store from %s to %s.".formatted(there, to.address().shown()));
        if (there.equals(to.address().shown())) {
            throw new MoveRefusedException(
                    "The store is there already: " + there + ". Name another database with --to.");
        }
        if (server != null && to.address().isEmbedded()) {
            throw new MoveRefusedException(
                    "The processes that Axon Server joins cannot share an embedded database. Name a MySQL or MariaDB as"
                            + " codemaster.database.url beside codemaster.axonserver.");
        }
        try (var source = open(from, from.address().forReading().url())) {
            source.setReadOnly(true);
            checkSource(source, there);
            var dataSource = new DriverManagerDataSource(to.address().url(), to.user(), to.password());
            new DatabaseChecks(dataSource, to).run(console);
            try (var target = open(to, to.address().url())) {
                return server == null ? run(source, target) : run(source, target, server);
            }
        }
    }

    private boolean run(Connection source, Connection target, AxonServerProperties given)
            throws SQLException, InterruptedException {
        console.accept("The events go to Axon Server at %s, context %s."
                .formatted(String.join(", ", given.servers()), given.context()));
        try (var joined = EventServer.connect(given)) {
            events = new EventMove(source, target, joined, given, console);
            return run(source, target);
        } catch (EventServerException away) {
            throw new MoveRefusedException(away.getMessage() + ". Nothing was copied.", away);
        }
    }

    private static Connection open(DatabaseProperties database, String url) throws SQLException {
        return DriverManager.getConnection(url, database.user(), database.password());
    }

    private boolean run(Connection source, Connection target) throws SQLException, InterruptedException {
        var continued = prepare(source, target);
        try {
            return move(source, target, continued);
        } catch (UnfitEventException unfit) {
            throw new MoveRefusedException(unfit.getMessage() + ". The source is as it was.", unfit);
        } catch (SQLException | DataAccessException | EventServerException broken) {
            throw new MoveRefusedException(
                    "The move broke off: %s. The source is as it was. When the cause is gone, run the same command again; it"
                                    .formatted(reason(broken))
                            + " goes on where it was.",
                    broken);
        }
    }

    /** The first words of a driver, which also names statements and packets. */
    private static String reason(Exception broken) {
        if (broken instanceof EventServerException) {
            return String.valueOf(broken.getMessage());
        }
        var cause = NestedExceptionUtils.getMostSpecificCause(broken);
        return String.valueOf(cause.getMessage())
                .lines()
                .findFirst()
                .orElse("")
                .replaceFirst("; SQL statement:.*$", "")
                .replaceFirst("\\.$", "");
    }

    private boolean move(Connection source, Connection target, boolean continued)
            throws SQLException, InterruptedException {
        var last = copy(source, target, continued);
        var same = verify(source, target);
        if (!same) {
            throw new MoveRefusedException(
                    "The copy is not the same as the source; is a CodeMaster running on either? " + cleanUp(target));
        }
        console.accept("Making the read models from the events.");
        ViewRebuild.clear(target);
        if (events == null) {
            rebuild.run(to, null, last, console);
        } else {
            rebuild.run(to, server, events.lastPosition(), console);
        }
        var differences = compareViews(source, target, last);
        try (var finish = target.prepareStatement("UPDATE store_move SET finished_at = ? WHERE finished_at IS NULL")) {
            finish.setLong(1, clock.millis());
            finish.executeUpdate();
        }
        if (differences.isEmpty()) {
            console.accept(
                    "The store is moved. Put %s of the file that you named into your configuration and start. The source is as it was."
                            .formatted(
                                    events == null
                                            ? "codemaster.database"
                                            : "codemaster.database and codemaster.axonserver"));
            return true;
        }
        console.accept(
                "Everything was copied, but %d read models differ from the source's:".formatted(differences.size()));
        differences.forEach(console);
        console.accept(
                "The target's were made from the events just now. Look at the differences before you start on it.");
        return false;
    }

    // ---- before anything is written ----

    private void checkSource(Connection source, String there) throws SQLException {
        var tables = StoredTable.names(source);
        if (!tables.contains(StoreTables.EVENTS)) {
            throw new MoveRefusedException("There is no store of CodeMaster in " + there + ".");
        }
        if (tables.contains(StoreTables.MOVE) && unfinished(source) != null) {
            throw new MoveRefusedException(
                    "The store in " + there + " is itself half of a store that is being moved; finish that first.");
        }
        if (!from.address().isEmbedded()) { // nobody else has the file of an embedded one open, or this could not have
            refuseInUse(source, there);
        }
    }

    private void refuseInUse(Connection source, String there) throws SQLException {
        try (var statement = source.createStatement();
                var claims = statement.executeQuery(
                        "SELECT owner, time_stamp FROM processor_token WHERE owner IS NOT NULL")) {
            while (claims.next()) {
                if (isRecent(claims.getString(2))) {
                    throw new MoveRefusedException(
                            "A CodeMaster (%s) was at work on %s a few seconds ago. Stop it on every node,"
                                            .formatted(claims.getString(1), there)
                                    + " wait " + CLAIM.toSeconds() + " seconds and run this again.");
                }
            }
        }
    }

    private boolean isRecent(@Nullable String timestamp) {
        try {
            return timestamp != null
                    && Instant.parse(timestamp).isAfter(clock.instant().minus(CLAIM));
        } catch (DateTimeParseException unknown) {
            return false;
        }
    }

    /** Answers whether the copy was begun before. */
    private boolean prepare(Connection source, Connection target) throws SQLException {
        var tables = StoredTable.names(target);
        var begun = tables.contains(StoreTables.MOVE) ? unfinished(target) : null;
        if (begun == null) {
            refuseFilled(target, tables);
        }
        if (events != null) {
            events.check(begun != null);
        }
        makeTables(target);
        var missing = new HashSet<>(versions(target));
        versions(source).forEach(missing::remove);
        if (!missing.isEmpty() || versions(source).size() != versions(target).size()) {
            throw new MoveRefusedException(
                    "The source's tables are of another version of CodeMaster. Start this version on it"
                            + " once, stop it, and run this again.");
        }
        if (begun == null) {
            makeTablesCompareBytes();
            begin(source, target);
            return false;
        }
        var rows = StoredTable.of(target, StoreTables.EVENTS);
        var last = rows.last(target);
        if (last != null && !rows.has(source, last)) {
            throw new MoveRefusedException(
                    "The target holds a broken copy of another store (%s). %s".formatted(begun, cleanUp(target)));
        }
        console.accept("Going on with the copy that broke off.");
        return true;
    }

    private void makeTables(Connection target) throws SQLException {
        try {
            Flyway.configure()
                    .dataSource(to.address().url(), to.user(), to.password())
                    .locations("classpath:db/migration")
                    .load()
                    .migrate();
        } catch (FlywayException failed) {
            throw new MoveRefusedException(
                    "The tables could not be made in the target: %s. Nothing was copied. %s"
                            .formatted(reason(failed), cleanUp(target)),
                    failed);
        }
    }

    private void makeTablesCompareBytes() {
        new DatabaseChecks(new DriverManagerDataSource(to.address().url(), to.user(), to.password()), to)
                .afterMigration();
    }

    private void refuseFilled(Connection target, List<String> tables) throws SQLException {
        if (!tables.isEmpty() && !tables.contains("flyway_schema_history")) {
            throw new MoveRefusedException("The target is not empty: it has tables of something else (%s). %s"
                    .formatted(tables.get(0), cleanUp(target)));
        }
        for (var name : tables) {
            if (name.equals("flyway_schema_history")) {
                continue;
            }
            long rows = StoredTable.of(target, name).rows(target);
            if (rows > 0) {
                throw new MoveRefusedException(
                        "The target is not empty: %s has %d rows. %s".formatted(name, rows, cleanUp(target)));
            }
        }
    }

    private String cleanUp(Connection target) throws SQLException {
        if (to.address().isEmbedded()) {
            return "To empty it, delete the file " + to.address().shown().replaceFirst("^jdbc:h2:(file:)?", "")
                    + ".mv.db.";
        }
        return "To empty it: DROP DATABASE `%1$s`; CREATE DATABASE `%1$s` CHARACTER SET utf8mb4;"
                .formatted(target.getCatalog());
    }

    private static List<String> versions(Connection connection) throws SQLException {
        var versions = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var found =
                        statement.executeQuery("SELECT version FROM flyway_schema_history WHERE version IS NOT NULL")) {
            while (found.next()) {
                versions.add(found.getString(1));
            }
        }
        return versions;
    }

    private static @Nullable String unfinished(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var found = statement.executeQuery("SELECT source FROM store_move WHERE finished_at IS NULL")) {
            return found.next() ? found.getString(1) : null;
        }
    }

    private void begin(Connection source, Connection target) throws SQLException {
        try (var insert =
                target.prepareStatement("INSERT INTO store_move (source, events, started_at) VALUES (?, ?, ?)")) {
            insert.setString(1, from.address().shown());
            insert.setLong(2, StoredTable.of(source, StoreTables.EVENTS).rows(source));
            insert.setLong(3, clock.millis());
            insert.executeUpdate();
        }
    }

    // ---- the copy ----

    /** Answers the place of the last event. */
    private long copy(Connection source, Connection target, boolean continued) throws SQLException {
        for (var name : copied(source)) {
            var table = StoredTable.of(source, name);
            boolean elsewhere = events != null && name.equals(StoreTables.EVENTS);
            var grows = name.equals(StoreTables.EVENTS) || name.equals(StoreTables.CHUNKS);
            var behind = continued && grows && !elsewhere ? table.last(target) : null;
            if (behind == null) {
                try (var statement = target.createStatement()) {
                    statement.executeUpdate("DELETE FROM " + name);
                }
            }
            if (events != null && elsewhere) {
                events.copy();
                continue;
            }
            long all = table.rows(source);
            var progress = new Progress(console, name, all);
            new TableCopy(source, target, table, written(table), progress)
                    .run(behind, behind == null ? 0 : table.rows(target));
            if (all > 0) {
                console.accept("  %s: %d".formatted(name, table.rows(target)));
            }
        }
        countOn(target);
        var last = StoredTable.of(source, StoreTables.EVENTS).last(source);
        return last == null ? 0 : (Long) last[0];
    }

    private static List<String> copied(Connection source) throws SQLException {
        var names = new ArrayList<>(
                StoredTable.names(source).stream().filter(StoreTables::isCopied).toList());
        names.remove(StoreTables.EVENTS);
        names.add(0, StoreTables.EVENTS);
        return names;
    }

    /** Tokens of read models stay behind, and nobody holds the others. */
    private static UnaryOperator<@Nullable Object @Nullable []> as(StoredTable table) {
        if (!table.name().equals(StoreTables.TOKENS)) {
            return row -> row;
        }
        int processor = table.columns().indexOf("processor_name");
        int owner = table.columns().indexOf("owner");
        var views = StoreTables.viewGroups();
        return row -> {
            if (row == null || views.contains(String.valueOf(row[processor]))) {
                return null;
            }
            row[owner] = null;
            return row;
        };
    }

    /** Where the numbers of events are other ones there, so is what names them. */
    private UnaryOperator<@Nullable Object @Nullable []> written(StoredTable table) {
        var there = events;
        var as = as(table);
        return there == null ? as : row -> there.renumbered(table, as.apply(row));
    }

    /** MySQL counts on from the greatest number by itself. */
    private void countOn(Connection target) throws SQLException {
        if (!to.address().isEmbedded()) {
            return;
        }
        try (var columns = target.createStatement();
                var found = columns.executeQuery("SELECT table_name, column_name FROM information_schema.columns"
                        + " WHERE is_identity = 'YES' AND LOWER(table_schema) = 'public'");
                var statement = target.createStatement()) {
            while (found.next()) {
                var table = found.getString(1);
                var column = found.getString(2);
                long next;
                try (var greatest =
                        statement.executeQuery("SELECT COALESCE(MAX(%s), 0) + 1 FROM %s".formatted(column, table))) {
                    greatest.next();
                    next = greatest.getLong(1);
                }
                statement.execute("ALTER TABLE %s ALTER COLUMN %s RESTART WITH %d".formatted(table, column, next));
            }
        }
    }

    // ---- afterwards ----

    private boolean verify(Connection source, Connection target) throws SQLException {
        console.accept("Comparing the copy with the source.");
        var same = true;
        if (events != null) {
            events.verify();
        }
        for (var name : copied(source)) {
            if (events != null && name.equals(StoreTables.EVENTS)) {
                continue;
            }
            var table = StoredTable.of(source, name);
            var wanted = RowSum.of(source, table, written(table));
            var found = RowSum.of(target, table, as(table));
            if (!wanted.equals(found)) {
                console.accept("  %s: %s".formatted(name, difference(wanted, found)));
                same = false;
            }
        }
        return same;
    }

    private List<String> compareViews(Connection source, Connection target, long last) throws SQLException {
        var behind = behind(source, last);
        behind.forEach((group, events) -> console.accept(
                "  %s is not compared: on the source it was %d events behind.".formatted(group, events)));
        var differences = new ArrayList<String>();
        var compared = 0;
        for (var view : new TreeMap<>(StoreTables.VIEWS).entrySet()) {
            if (behind.containsKey(view.getValue())) {
                continue;
            }
            var table = StoredTable.of(source, view.getKey());
            var wanted = RowSum.of(source, table);
            var found = RowSum.of(target, table);
            compared++;
            if (!wanted.equals(found)) {
                differences.add("  %s: %s".formatted(view.getKey(), difference(wanted, found)));
            }
        }
        console.accept("%d read models were compared with the source's, %d are the same."
                .formatted(compared, compared - differences.size()));
        return differences;
    }

    private static String difference(RowSum source, RowSum target) {
        return source.rows() == target.rows()
                ? "%d rows on both sides, with other contents".formatted(source.rows())
                : "%d rows in the source, %d in the target".formatted(source.rows(), target.rows());
    }

    /** Which views of the source had not seen every event when it was stopped, and how many they lacked. */
    static Map<String, Long> behind(Connection source, long last) throws SQLException {
        var behind = new TreeMap<String, Long>();
        StoreTables.viewGroups().forEach(group -> behind.put(group, last));
        var json = new JsonMapper();
        try (var statement = source.createStatement();
                var tokens = statement.executeQuery("SELECT processor_name, token FROM processor_token")) {
            while (tokens.next()) {
                var token = tokens.getBytes(2);
                if (token != null) {
                    long seen = json.readTree(token).path("index").asLong(0);
                    behind.computeIfPresent(tokens.getString(1), (group, lacking) -> Math.max(0, last - seen));
                }
            }
        }
        behind.values().removeIf(lacking -> lacking == 0);
        return behind;
    }
}
