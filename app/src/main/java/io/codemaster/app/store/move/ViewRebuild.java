package io.codemaster.app.store.move;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.springframework.core.env.ConfigurableEnvironment;

import io.codemaster.app.roles.AxonServerProperties;
import io.codemaster.app.store.database.DatabaseProperties;
import io.codemaster.app.store.rebuild.UnhandledEventException;
import io.codemaster.app.store.rebuild.ViewBuild;
import io.codemaster.app.store.table.Progress;
import io.codemaster.app.store.table.StoreTables;

/** Makes the read models of a database from its events, with the product's own projections and nothing else of it. */
final class ViewRebuild {

    private final ConfigurableEnvironment environment;

    /** @param environment the product's own, for every setting but the database */
    ViewRebuild(ConfigurableEnvironment environment) {
        this.environment = environment;
    }

    /** Empties them first, and forgets how far each was and what was held back from it. */
    static void clear(Connection target) throws SQLException {
        try (var statement = target.createStatement()) {
            for (var view : StoreTables.VIEWS.keySet()) {
                statement.executeUpdate("DELETE FROM " + view);
            }
        }
        clear(target, "DELETE FROM processor_token WHERE processor_name = ?");
        for (var held : StoreTables.HELD) {
            clear(target, "DELETE FROM " + held + " WHERE processing_group = ?");
        }
    }

    private static void clear(Connection target, String ofGroup) throws SQLException {
        try (var statement = target.prepareStatement(ofGroup)) {
            for (var group : StoreTables.viewGroups()) {
                statement.setString(1, group);
                statement.executeUpdate();
            }
        }
    }

    /**
     * Returns when every projection has seen the last event and its place is written down.
     *
     * @param server where the events are; null for the same database
     * @param lastEvent its place in the order of all
     */
    void run(DatabaseProperties target, @Nullable AxonServerProperties server, long lastEvent, Consumer<String> console)
            throws InterruptedException {
        if (lastEvent <= 0) {
            return;
        }
        // the checks and migrations are done; a store that is half moved would be refused
        var settings = new HashMap<String, Object>(Map.of(
                "codemaster.database.url", target.url(),
                "codemaster.database.user", target.user(),
                "codemaster.database.password", target.password(),
                "codemaster.database.pool-size", target.poolSize(),
                "spring.flyway.enabled", "false"));
        settings.putAll(server == null ? Map.of() : server.settings());
        var progress = new Progress(console, "events seen", lastEvent);
        try (var build = ViewBuild.open(environment, settings, null)) {
            build.advance(StoreTables.viewGroups(), lastEvent, progress::at);
            build.keepPlaces(StoreTables.viewGroups());
        } catch (UnhandledEventException unhandled) {
            throw new MoveRefusedException(
                    "The read model %s cannot be made from the events: %s. The copy is as it was; when"
                                    .formatted(unhandled.group(), unhandled.getCause())
                            + " the cause is gone, run the same command again.",
                    unhandled);
        }
    }
}
