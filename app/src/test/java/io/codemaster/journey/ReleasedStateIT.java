package io.codemaster.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

import org.axonframework.eventsourcing.eventstore.EventStore;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.codemaster.api.identity.UserRegistered;
import io.codemaster.api.identity.UserRole;
import io.codemaster.api.identity.UserSource;
import io.codemaster.app.edge.TestServer;

/**
 * What a released version left is what this one goes on with. {@code releases/<version>} has the whole state after one
 * generation and its review: the tables, the migrations that made them, every event.
 */
class ReleasedStateIT {

    /** The generation in both states, which was completed and reviewed. */
    private static final String EMBEDDED_RUN = "01a2071d-8c29-7397-a2a9-31e86ee8c815";

    @TempDir
    private Path directory;

    @Test
    void theEmbeddedStateOfEachReleaseIsGoneOnWith() throws Exception {
        Files.createDirectories(directory.resolve("db"));
        try (var database = DriverManager.getConnection(
                        "jdbc:h2:file:" + directory.resolve("db/codemaster")
                                + ";MODE=MySQL;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE",
                        "codemaster",
                        "");
                var statement = database.createStatement()) {
            statement.execute("RUNSCRIPT FROM 'classpath:/releases/0.1/h2.sql.gz' COMPRESSION GZIP");
        }

        try (var product = TestServer.start(directory, "--codemaster.demo=on")) {
            var rd = product.demo(UserRole.RD);
            var task = product.get("/api/v1/codegen/" + EMBEDDED_RUN).bearer(rd).send();
            assertThat(task.body().get("status").asString()).isEqualTo("COMPLETED");
            var raw = product.get("/api/v1/codegen/" + EMBEDDED_RUN + "/raw")
                    .bearer(rd)
                    .send();
            assertThat(raw.text()).contains("\"subtype\":\"success\"");
            // every stored event is read, whatever its revision
            try (var events = product.bean(EventStore.class).openStream(null)) {
                var sources = new java.util.HashSet<UserSource>();
                while (events.hasNextAvailable()) {
                    if (events.nextAvailable().getPayload() instanceof UserRegistered user) {
                        sources.add(user.source());
                    }
                }
                assertThat(sources).contains(UserSource.DEMO).doesNotContainNull();
            }
            assertThat(product.post("/api/v1/projects/demo-project/requirements")
                            .bearer(rd)
                            .json("{\"title\":\"After the update\",\"repositoryId\":\"demo-repository\"}")
                            .send()
                            .status())
                    .isEqualTo(201);
        }
    }

    @Test
    void theTablesOfEachReleaseAreMigratedOnMariaDb() throws Exception {
        try (var server = new TestingMariaDb(directory.resolve("mariadb"));
                var database = DriverManager.getConnection(server.url(), "cm", "cm")) {
            load(database, "/releases/0.1/mariadb.sql.gz");
            var stored = events(database);
            assertThat(stored).isPositive();

            var flyway = Flyway.configure()
                    .dataSource(server.url(), "cm", "cm")
                    .locations("classpath:db/migration")
                    .load();
            flyway.migrate();

            assertThat(flyway.validateWithResult().validationSuccessful).isTrue();
            assertThat(flyway.info().pending()).isEmpty();
            assertThat(events(database)).isEqualTo(stored);
        }
    }

    private static void load(Connection database, String resource) throws IOException, SQLException {
        try (InputStream packed = Objects.requireNonNull(ReleasedStateIT.class.getResourceAsStream(resource));
                var script = new GZIPInputStream(packed);
                var statement = database.createStatement()) {
            for (var sql : new String(script.readAllBytes(), StandardCharsets.UTF_8).split(";\n")) {
                if (!sql.isBlank()) {
                    statement.execute(sql);
                }
            }
        }
    }

    private static long events(Connection database) throws SQLException {
        try (var statement = database.createStatement();
                var count = statement.executeQuery("SELECT COUNT(*) FROM domain_event")) {
            count.next();
            return count.getLong(1);
        }
    }
}
