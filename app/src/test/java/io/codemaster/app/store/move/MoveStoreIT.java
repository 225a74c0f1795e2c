package io.codemaster.app.store.move;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

import io.codemaster.api.artifact.ArtifactStore;
import io.codemaster.app.edge.TestServer;
import io.codemaster.app.store.DataDirectoryProperties;
import io.codemaster.app.store.backup.BackupProgram;
import io.codemaster.app.store.backup.RestoreProgram;
import io.codemaster.app.store.database.DatabaseProperties;
import io.codemaster.app.store.rebuild.RebuildProgram;
import io.codemaster.app.store.table.RowSum;
import io.codemaster.app.store.table.StoreTables;
import io.codemaster.app.store.table.StoredTable;
import io.codemaster.journey.TestingMariaDb;

/** Moves a store with everything in it: a running product's, backed up and restored. */
@ExtendWith(OutputCaptureExtension.class)
class MoveStoreIT {

    @TempDir
    private static Path directory;

    private static Path data;

    private static String source;

    /** Where the store was moved to by the first test that needed it so. */
    private static @Nullable Path movedOnce;

    private Path target;

    private Path to;

    @BeforeAll
    static void aStore() throws Exception {
        var server = TestServer.shared();
        var large = new byte[7_000_000];
        new Random(7).nextBytes(large);
        server.bean(ArtifactStore.class).keep(large);
        // the server may be at work for another test: until a copy has views that have seen every event
        data = await().atMost(Duration.ofMinutes(1)).until(() -> restored(server), MoveStoreIT::isUpToDate);
        source = "jdbc:h2:file:" + data.resolve("db/codemaster");
        execute(
                source,
                "INSERT INTO repository_secret VALUES ('r-1', 'k1', 'n', 'c')",
                "INSERT INTO scheduled_tasks (task_name, task_instance, task_data, execution_time, picked, version)"
                        + " VALUES ('deadline', '1', X'00FF', TIMESTAMP '2036-03-29 02:30:00.123456', FALSE, 1)",
                "INSERT INTO saga_association (association_key, association_value, saga_type, saga_id)"
                        + " VALUES ('taskId', '需求', 'x', 's-1')");
    }

    private static Path restored(TestServer server) {
        var id = UUID.randomUUID().toString();
        var backup = directory.resolve(id + ".zip");
        var copy = directory.resolve(id);
        var running = server.bean(DataDirectoryProperties.class).dataDir();
        assertThat(BackupProgram.run(words(BackupProgram.WORD, "--to=" + backup, "--codemaster.data-dir=" + running)))
                .isZero();
        assertThat(RestoreProgram.run(words(RestoreProgram.WORD, "--from=" + backup, "--codemaster.data-dir=" + copy)))
                .isZero();
        return copy;
    }

    private static boolean isUpToDate(Path copy) {
        try (var connection = open("jdbc:h2:file:" + copy.resolve("db/codemaster"))) {
            var last = StoredTable.of(connection, StoreTables.EVENTS).last(connection);
            return last != null && StoreMove.behind(connection, (Long) last[0]).isEmpty();
        } catch (SQLException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    @BeforeEach
    void aTarget() throws IOException {
        target = Files.createTempDirectory(directory, "target");
        to = target.resolve("to.yml");
        Files.writeString(to, "codemaster:\n  database:\n    url: " + moved() + "\n");
    }

    @Test
    void everythingIsThereAfterwards(CapturedOutput output) throws Exception {
        var before = Files.readAllBytes(data.resolve("db/codemaster.mv.db"));

        assertThat(move()).as(output.getOut()).isZero();

        assertThat(output.getOut())
                .contains("Moving the store from", "read models were compared", "The store is moved");
        assertThat(Files.readAllBytes(data.resolve("db/codemaster.mv.db"))).isEqualTo(before);
        assertThat(contents(moved())).isEqualTo(contents(source));
        // the numbers of rows go on behind the last
        execute(
                moved(),
                "INSERT INTO saga_association (association_key, association_value, saga_type, saga_id)"
                        + " VALUES ('a', 'b', 'x', 's-2')");
    }

    @Test
    void aTargetThatIsNotEmptyIsRefusedAndStaysAsItIs(CapturedOutput output) throws Exception {
        beMoved();
        var before = contents(moved());

        assertThat(move()).isEqualTo(1);

        assertThat(output.getOut()).contains("The target is not empty", "delete the file", "moved.mv.db");
        assertThat(contents(moved())).isEqualTo(before);
    }

    /** The disk is full for this process: no file of it may grow beyond so many kilobytes. */
    @Test
    void afterAFullDiskTheSameCommandGoesOn(CapturedOutput output) throws Exception {
        var log = target.resolve("log");
        var process = new ProcessBuilder(
                        "bash",
                        "-c",
                        "ulimit -f 11500 && exec \"$@\"",
                        "bash",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.codemaster.app.CodeMaster",
                        MoveStoreProgram.WORD,
                        "--to=" + to,
                        "--codemaster.data-dir=" + data,
                        "--logging.threshold.console=WARN",
                        "--spring.main.banner-mode=off")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(process.waitFor()).isEqualTo(1);
        assertThat(Files.readString(log, StandardCharsets.UTF_8))
                .contains("The move broke off", "run the same command again");

        assertThat(move()).as(output.getOut()).isZero();

        assertThat(output.getOut()).contains("Going on with the copy that broke off.");
        assertThat(contents(moved())).isEqualTo(contents(source));
    }

    /** From a file to a server, where the connection breaks, to another database of the server, and back into a file. */
    @Test
    void aLostConnectionLosesNothingAndAServersStoreComesBack(CapturedOutput output) throws Exception {
        try (var server = new TestingMariaDb(target.resolve("mariadb"))) {
            var here = new DatabaseProperties(source, "codemaster", "", 40);
            var first = new DatabaseProperties(server.url("codemaster"), "cm", "cm", 40);
            var breaking = new StoreMove(here, first, rebuild(), Clock.systemUTC(), line -> {
                if (line.startsWith("  domain_event:")) {
                    disconnect(server);
                }
            });
            assertThatThrownBy(breaking::run)
                    .isInstanceOf(MoveRefusedException.class)
                    .hasMessageStartingWith("The move broke off: ")
                    .hasMessageContaining("run the same command again");
            var console = new ArrayList<String>();
            assertThat(new StoreMove(here, first, rebuild(), Clock.systemUTC(), console::add).run())
                    .as(String.join("\n", console))
                    .isTrue();
            assertThat(console).contains("Going on with the copy that broke off.");

            assertThat(RebuildProgram.run(words(
                            RebuildProgram.WORD,
                            "--all",
                            "--codemaster.data-dir=" + data,
                            "--codemaster.database.url=" + server.url("codemaster"),
                            "--codemaster.database.user=cm",
                            "--codemaster.database.password=cm")))
                    .isZero();
            server.asRoot("CREATE DATABASE second CHARACTER SET utf8mb4");
            var second = new DatabaseProperties(server.url("second"), "cm", "cm", 40);
            var claim = "UPDATE codemaster.processor_token SET owner = %s, time_stamp = '" + Instant.now() + "'";
            assertThat(server.asRoot(claim.formatted("'n-2'"))).isTrue();
            assertThatThrownBy(() -> new StoreMove(first, second, rebuild(), Clock.systemUTC(), console::add).run())
                    .hasMessageContaining("(n-2) was at work");
            assertThat(server.asRoot(claim.formatted("NULL"))).isTrue();
            assertThat(new StoreMove(first, second, rebuild(), Clock.systemUTC(), console::add).run())
                    .as(String.join("\n", console))
                    .isTrue();
            assertThat(move(
                            "--codemaster.database.url=" + server.url("second"),
                            "--codemaster.database.user=cm",
                            "--codemaster.database.password=cm"))
                    .as(output.getOut())
                    .isZero();
            assertThat(contents(moved())).isEqualTo(contents(source));
        }
    }

    private static void disconnect(TestingMariaDb server) {
        try {
            assertThat(server.asRoot("KILL USER cm")).isTrue();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ViewRebuild rebuild() {
        var environment = new StandardEnvironment();
        var sources = environment.getPropertySources();
        sources.addFirst(new MapPropertySource("the data", Map.of("codemaster.data-dir", data.toString())));
        TestServer.shared().bean(ConfigurableEnvironment.class).getPropertySources().stream()
                .filter(it -> !sources.contains(it.getName()))
                .forEach(sources::addLast);
        return new ViewRebuild(environment);
    }

    @Test
    void aBrokenCopyOfAnotherStoreIsRefused(CapturedOutput output) throws Exception {
        beMoved();
        execute(
                moved(),
                "UPDATE store_move SET finished_at = NULL",
                "UPDATE domain_event SET aggregate_identifier = 'of another' WHERE global_index ="
                        + " (SELECT MAX(global_index) FROM domain_event)");

        assertThat(move()).isEqualTo(1);

        assertThat(output.getOut()).contains("a broken copy of another store", "delete the file");
    }

    @Test
    void viewsThatDifferAreNamed(CapturedOutput output) throws Exception {
        var odd = copyOfTheSource("odd");
        execute(
                "jdbc:h2:file:" + odd.resolve("db/codemaster"),
                "UPDATE project_details SET name = 'touched by hand'",
                "DELETE FROM repository_details",
                "DELETE FROM processor_token WHERE processor_name = 'user-details'");

        assertThat(run("--to=" + to, "--codemaster.data-dir=" + odd)).isEqualTo(1);

        assertThat(output.getOut())
                .contains("2 read models differ")
                .containsPattern("project_details: \\d+ rows on both sides")
                .containsPattern("repository_details: 0 rows in the source, \\d+ in the target")
                .contains("user-details is not compared");
    }

    @Test
    void whatIsMissingOrWrongIsSaid(CapturedOutput output) throws Exception {
        assertThat(run("--codemaster.data-dir=" + data)).isEqualTo(1);
        assertThat(output.getOut()).contains("--to FILE");
        assertThat(run("--to=" + target.resolve("none.yml"), "--codemaster.data-dir=" + data))
                .isEqualTo(1);
        assertThat(output.getOut()).contains("none.yml cannot be read");
        Files.writeString(to, "codemaster:\n  database:\n    url: " + source + "\n");
        assertThat(move()).isEqualTo(1);
        assertThat(output.getOut()).contains("The store is there already");
    }

    private int move(String... more) {
        var all = new ArrayList<>(List.of("--to=" + to, "--codemaster.data-dir=" + data));
        all.addAll(List.of(more));
        return run(all.toArray(String[]::new));
    }

    private static int run(String... arguments) {
        var all = new ArrayList<>(List.of(MoveStoreProgram.WORD));
        all.addAll(List.of(arguments));
        return MoveStoreProgram.run(words(all.toArray(String[]::new)));
    }

    private static String[] words(String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.add("--logging.threshold.console=WARN");
        all.add("--spring.main.banner-mode=off");
        return all.toArray(String[]::new);
    }

    /** As after {@link #everythingIsThereAfterwards}. */
    private void beMoved() throws IOException {
        var moved = target.resolve("moved.mv.db");
        var once = movedOnce;
        if (once == null) {
            assertThat(move()).isZero();
            movedOnce = Files.copy(moved, directory.resolve("moved-once"));
        } else {
            Files.copy(once, moved);
        }
    }

    private Path copyOfTheSource(String name) throws IOException {
        var copy = target.resolve(name);
        Files.createDirectories(copy.resolve("db"));
        Files.copy(data.resolve("db/codemaster.mv.db"), copy.resolve("db/codemaster.mv.db"));
        return copy;
    }

    private String moved() {
        return "jdbc:h2:file:" + target.resolve("moved");
    }

    private static Connection open(String url) throws SQLException {
        return DriverManager.getConnection(
                url + ";MODE=MySQL;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE", "codemaster", "");
    }

    private static void execute(String url, String... statements) throws SQLException {
        try (var connection = open(url);
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** Every table but those that belong to one database. */
    private static Map<String, RowSum> contents(String url) throws Exception {
        var contents = new TreeMap<String, RowSum>();
        try (var connection = open(url)) {
            for (var name : StoredTable.names(connection)) {
                if (StoreTables.isCopied(name) || StoreTables.VIEWS.containsKey(name)) {
                    var table = StoredTable.of(connection, name);
                    contents.put(
                            name,
                            name.equals(StoreTables.TOKENS)
                                    ? new RowSum(table.rows(connection), 0)
                                    : RowSum.of(connection, table));
                }
            }
        }
        return contents;
    }
}
