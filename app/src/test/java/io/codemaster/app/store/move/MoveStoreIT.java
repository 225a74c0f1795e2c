package io.codemaster.app.store.move;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.JdbcTemplate;

import io.codemaster.api.artifact.ArtifactStore;
import io.codemaster.api.identity.UserRole;
import io.codemaster.app.edge.TestServer;

/** Moves a store with everything in it from file to file; on a server's it is told by the journey. */
@ExtendWith(OutputCaptureExtension.class)
class MoveStoreIT {

    @TempDir
    private static Path directory;

    private static Path data;

    private static String source;

    private Path target;

    private Path to;

    @BeforeAll
    static void aStore() {
        data = directory.resolve("data");
        var large = new byte[3_500_000];
        new Random(7).nextBytes(large);
        try (var server = TestServer.start(data, "--codemaster.demo=on")) {
            server.register("move-rd", UserRole.RD);
            server.bean(ArtifactStore.class).keep(large);
            var jdbc = server.bean(JdbcTemplate.class);
            jdbc.update("INSERT INTO repository_secret VALUES ('r-1', 'k1', 'n', 'c')");
            jdbc.update(
                    "INSERT INTO scheduled_tasks (task_name, task_instance, task_data, execution_time, picked, version)"
                            + " VALUES ('deadline', '1', X'00FF', TIMESTAMP '2126-03-29 02:30:00.123456', FALSE, 1)");
            jdbc.update("INSERT INTO saga_association (association_key, association_value, saga_type, saga_id)"
                    + " VALUES ('taskId', '需求', 'x', 's-1')");
        }
        source = "jdbc:h2:file:" + data.resolve("db/codemaster");
    }

    @BeforeEach
    void aTarget() throws IOException {
        target = Files.createTempDirectory(directory, "target");
        to = target.resolve("to.yml");
        Files.writeString(to, "codemaster:\n  database:\n    url: jdbc:h2:file:" + target.resolve("moved") + "\n");
    }

    @Test
    void everythingIsThereAfterwards(CapturedOutput output) throws Exception {
        var before = Files.readAllBytes(data.resolve("db/codemaster.mv.db"));

        assertThat(move()).as(output.getOut()).isZero();

        assertThat(output.getOut())
                .contains("Moving the store from", "read models were compared", "The store is moved");
        assertThat(Files.readAllBytes(data.resolve("db/codemaster.mv.db"))).isEqualTo(before);
        assertThat(contents(moved())).isEqualTo(contents(source));
        // the numbers of events go on behind the last
        try (var connection = open(moved());
                var statement = connection.createStatement()) {
            statement.execute("INSERT INTO saga_association (association_key, association_value, saga_type, saga_id)"
                    + " VALUES ('a', 'b', 'x', 's-2')");
        }
    }

    @Test
    void aTargetThatIsNotEmptyIsRefusedAndStaysAsItIs(CapturedOutput output) throws Exception {
        assertThat(move()).isZero();
        var before = contents(moved());

        assertThat(move()).isEqualTo(1);

        assertThat(output.getOut()).contains("The target is not empty", "delete the file", "moved.mv.db");
        assertThat(contents(moved())).isEqualTo(before);
    }

    @Test
    void aBrokenCopyIsContinued(CapturedOutput output) throws Exception {
        assertThat(move()).isZero();
        execute(
                "UPDATE store_move SET finished_at = NULL",
                "DELETE FROM domain_event WHERE global_index > 3",
                "DELETE FROM artifact_chunk WHERE position > 1",
                "DELETE FROM artifact",
                "DELETE FROM user_details");

        assertThat(move()).as(output.getOut()).isZero();

        assertThat(output.getOut()).contains("Going on with the copy that broke off.");
        assertThat(contents(moved())).isEqualTo(contents(source));
    }

    @Test
    void aBrokenCopyOfAnotherStoreIsRefused(CapturedOutput output) throws Exception {
        assertThat(move()).isZero();
        execute(
                "UPDATE store_move SET finished_at = NULL",
                "UPDATE domain_event SET aggregate_identifier = 'of another' WHERE global_index ="
                        + " (SELECT MAX(global_index) FROM domain_event)");

        assertThat(move()).isEqualTo(1);

        assertThat(output.getOut()).contains("a broken copy of another store", "delete the file");
    }

    @Test
    void aStoreThatIsAtWorkIsNotMoved(CapturedOutput output) throws Exception {
        var copy = target.resolve("busy");
        Files.createDirectories(copy.resolve("db"));
        Files.copy(data.resolve("db/codemaster.mv.db"), copy.resolve("db/codemaster.mv.db"));
        try (var connection = open("jdbc:h2:file:" + copy.resolve("db/codemaster"));
                var statement =
                        connection.prepareStatement("UPDATE processor_token SET owner = 'n-2', time_stamp = ?")) {
            statement.setString(1, java.time.Instant.now().toString());
            statement.executeUpdate();
        }

        assertThat(run("--to=" + to, "--codemaster.data-dir=" + copy)).isEqualTo(1);

        assertThat(output.getOut()).contains("(n-2) was at work");
        assertThat(target.resolve("moved.mv.db")).doesNotExist();
    }

    @Test
    void viewsThatDifferAreNamed(CapturedOutput output) throws Exception {
        var copy = target.resolve("odd");
        Files.createDirectories(copy.resolve("db"));
        Files.copy(data.resolve("db/codemaster.mv.db"), copy.resolve("db/codemaster.mv.db"));
        try (var connection = open("jdbc:h2:file:" + copy.resolve("db/codemaster"));
                var statement = connection.createStatement()) {
            statement.execute("UPDATE project_details SET name = 'touched by hand'");
            statement.execute("DELETE FROM repository_details");
            statement.execute("DELETE FROM processor_token WHERE processor_name = 'user-details'");
        }

        assertThat(run("--to=" + to, "--codemaster.data-dir=" + copy)).isEqualTo(1);

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

    private int move() {
        return run("--to=" + to, "--codemaster.data-dir=" + data);
    }

    private static int run(String... arguments) {
        var all = new ArrayList<>(List.of(MoveStoreProgram.WORD));
        all.addAll(Arrays.asList(arguments));
        all.add("--logging.threshold.console=WARN");
        all.add("--spring.main.banner-mode=off");
        return MoveStoreProgram.run(all.toArray(String[]::new));
    }

    private String moved() {
        return "jdbc:h2:file:" + target.resolve("moved");
    }

    private static java.sql.Connection open(String url) throws java.sql.SQLException {
        return DriverManager.getConnection(
                url + ";MODE=MySQL;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE", "codemaster", "");
    }

    private void execute(String... statements) throws Exception {
        try (var connection = open(moved());
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
