package io.codemaster.app.store.rebuild;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.util.FileSystemUtils;

import io.codemaster.app.store.rebuild.RebuiltView.Outcome;
import io.codemaster.app.store.table.StoreTables;

/**
 * Makes read models anew in a database of its own beside the one in use, whatever that is, and compares them at the same
 * event. Where they differ, the rows in use become those that the events make, in one transaction that also moves the
 * processors' positions. Readers see the old rows until then; the processors of a group wait while its rows are exchanged.
 */
final class ReadModelRebuild {

    private static final Logger LOG = LoggerFactory.getLogger(ReadModelRebuild.class);

    private static final int TRIES = 100;

    private static final long LOOK_AGAIN_MILLIS = 100;

    private static final Duration BEAT = Duration.ofSeconds(10);

    private final ConfigurableEnvironment environment;

    private final ViewBuild.Sources sources;

    private final ViewsInUse inUse;

    private final Path room;

    private final boolean eventsHere;

    /**
     * @param room where the database for the time being is made
     * @param eventsHere whether the events are in the same database as the read models
     */
    ReadModelRebuild(
            ConfigurableEnvironment environment,
            ViewBuild.Sources sources,
            DataSource database,
            Serializer serializer,
            Clock clock,
            Path room,
            boolean eventsHere) {
        this.environment = environment;
        this.sources = sources;
        this.inUse = new ViewsInUse(database, serializer, clock, eventsHere);
        this.room = room;
        this.eventsHere = eventsHere;
    }

    /** Removes what a process that was killed left behind. */
    static void tidy(Path room) throws IOException {
        FileSystemUtils.deleteRecursively(room);
    }

    /**
     * Does it.
     *
     * @param groups of {@link StoreTables#viewGroups()}
     * @param compareOnly leaves everything as it is
     */
    List<RebuiltView> run(Set<String> groups, boolean compareOnly, RebuildProgress progress)
            throws IOException, SQLException, InterruptedException {
        var left = new TreeSet<>(groups);
        var results = new ArrayList<RebuiltView>();
        for (var group : groups) {
            var missing = inUse.missing(group);
            if (!missing.isEmpty() && compareOnly) {
                left.remove(group);
                results.add(told(
                        progress,
                        RebuiltView.failed(
                                group,
                                "The table %s is missing. A rebuild that does not only compare makes it anew."
                                        .formatted(String.join(", ", missing)))));
            } else if (!missing.isEmpty()) {
                LOG.warn("The tables {} of the read model {} are missing and are made anew", missing, group);
                inUse.make(missing);
            }
        }
        while (!left.isEmpty()) {
            try {
                results.addAll(make(left, compareOnly, progress));
                return results;
            } catch (UnhandledEventException unhandled) {
                // the others are made without it
                LOG.warn("The read model {} cannot be made from the events", unhandled.group(), unhandled);
                left.remove(unhandled.group());
                results.add(
                        told(progress, RebuiltView.failed(unhandled.group(), String.valueOf(unhandled.getMessage()))));
            }
        }
        return results;
    }

    /** The place of the last event that is there and not behind another place. */
    private long lastEvent(long upTo) throws SQLException {
        if (eventsHere) {
            return inUse.lastEvent(upTo);
        }
        @Nullable TrackingToken head = sources.events().createHeadToken();
        return head == null ? 0 : Math.min(upTo, head.position().orElse(0));
    }

    private static RebuiltView told(RebuildProgress progress, RebuiltView view) {
        progress.done(view);
        return view;
    }

    private List<RebuiltView> make(Set<String> groups, boolean compareOnly, RebuildProgress progress)
            throws IOException, SQLException, InterruptedException {
        var directory = Files.createDirectories(room.resolve(UUID.randomUUID().toString()));
        try (var build = ViewBuild.open(environment, settings(directory), sources)) {
            relax(build.database());
            long last = lastEvent(inUse.slowest(groups));
            build.advance(groups, last, seen -> progress.handled(seen, last));
            var results = new ArrayList<RebuiltView>();
            for (var group : groups) {
                results.add(told(progress, finish(build, group, compareOnly)));
            }
            return results;
        } finally {
            FileSystemUtils.deleteRecursively(directory);
        }
    }

    /** Nothing of it has to outlive the process, so nothing waits for the disk; small objects stay in their rows. */
    private static void relax(DataSource database) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("SET WRITE_DELAY 60000");
            statement.execute("SET MAX_LENGTH_INPLACE_LOB 16384");
        }
    }

    private static Map<String, Object> settings(Path directory) {
        return Map.of(
                "codemaster.database.url",
                "jdbc:h2:file:" + directory.toAbsolutePath().resolve("views"),
                "codemaster.database.user",
                "codemaster",
                "codemaster.database.password",
                "",
                "spring.datasource.hikari.minimum-idle",
                "1",
                // whatever joins the processes, nobody else is to hear of these
                "codemaster.roles",
                "command,query,saga,executor",
                "codemaster.axonserver.servers",
                "",
                // readiness of several processes names a part that these have none of
                "management.endpoint.health.validate-group-membership",
                "false");
    }

    private RebuiltView finish(ViewBuild build, String group, boolean compareOnly)
            throws SQLException, InterruptedException {
        var compared = compare(build, group);
        if (compared.outcome() != Outcome.DIFFERENT || compareOnly) {
            return compared;
        }
        long changed = replace(build, group);
        if (changed < 0) {
            return compared.failed("Another process has taken the read model while its rows were exchanged. Nothing was"
                    + " changed; run it again.");
        }
        return compared.replaced(changed);
    }

    // ---- comparing ----

    private RebuiltView compare(ViewBuild build, String group) throws SQLException, InterruptedException {
        for (int i = 0; i < TRIES; i++) {
            try (var snapshot = inUse.snapshot()) {
                var place = inUse.place(snapshot, group);
                if (place.isPresent() && build.position(group) <= place.getAsLong()) {
                    build.advance(Set.of(group), lastEvent(place.getAsLong()), seen -> {});
                    return compare(build, group, snapshot, place.getAsLong());
                }
                snapshot.rollback();
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
        }
        return RebuiltView.failed(
                group,
                "It could not be compared: for %d s its segments were never all at one event. Run it again when less is going on."
                        .formatted(TimeUnit.MILLISECONDS.toSeconds(TRIES * LOOK_AGAIN_MILLIS)));
    }

    private static RebuiltView compare(ViewBuild build, String group, Connection snapshot, long place)
            throws SQLException {
        var tables = new ArrayList<TableComparison>();
        try (var anew = build.database().getConnection()) {
            for (var table : StoreTables.viewsOf(group)) {
                tables.add(TableComparison.of(table, snapshot, anew));
            }
        } finally {
            snapshot.rollback();
        }
        var same = tables.stream().allMatch(TableComparison::same);
        return new RebuiltView(group, same ? Outcome.SAME : Outcome.DIFFERENT, place, tables, 0, null);
    }

    // ---- replacing ----

    /** Answers how many rows were changed; -1 where the group was lost to another process. */
    private long replace(ViewBuild build, String group) throws SQLException, InterruptedException {
        var owner = "rebuild-" + UUID.randomUUID();
        inUse.take(group, owner);
        try {
            // what is stored from here on waits for the processors, which go on behind the new rows
            build.advance(Set.of(group), lastEvent(Long.MAX_VALUE), seen -> {});
            try (var anew = build.database().getConnection();
                    var transaction = inUse.transaction()) {
                try {
                    long changed = exchange(group, owner, anew, transaction);
                    if (!inUse.move(transaction, group, owner, build.seen(group))) {
                        transaction.rollback();
                        return -1;
                    }
                    transaction.commit();
                    LOG.warn("The read model {} was not what the events make; {} rows were exchanged", group, changed);
                    return changed;
                } catch (SQLException failed) {
                    transaction.rollback();
                    throw failed;
                }
            }
        } finally {
            inUse.give(group, owner);
        }
    }

    private long exchange(String group, String owner, Connection anew, Connection transaction) throws SQLException {
        var next = new long[] {System.nanoTime() + BEAT.toNanos()};
        long changed = 0;
        for (var table : StoreTables.viewsOf(group)) {
            changed += new TableReplacement(table, transaction, anew, () -> {
                        if (System.nanoTime() - next[0] > 0) {
                            next[0] = System.nanoTime() + BEAT.toNanos();
                            inUse.hold(group, owner);
                        }
                    })
                    .run();
        }
        return changed;
    }
}
