package io.codemaster.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.codemaster.app.store.backup.BackupProgram;
import io.codemaster.app.store.backup.RestoreProgram;
import io.codemaster.app.store.move.MoveStoreProgram;

/**
 * What is kept outlives its machine and its database: a backup of the running product is restored after its end, moved to a
 * server where the main job goes on, dumped there and restored once more.
 */
class StoreJourney {

    @TempDir
    private Path directory;

    @Test
    void whatWasRecordedOutlivesMachinesAndDatabases() throws Exception {
        var lost = directory.resolve("lost");
        var backup = directory.resolve("backup.zip");
        String huge;
        String flood;
        List<StreamReader.Event> stream;
        byte[] raw;
        try (var product = JourneyWorld.product(lost).start()) {
            var rd = ApiClient.demo(product, "RD");
            huge = JourneyWorld.generate(rd, "journey-huge-line");
            rd.awaitEnd(huge);
            stream = stream(rd, huge);
            raw = rd.getBytes("/api/v1/codegen/" + huge + "/raw").body();
            flood = JourneyWorld.generate(rd, "journey-flood");
            rd.awaitStatus(flood, "RUNNING", "COMPLETED");
            assertThat(BackupProgram.run(words(BackupProgram.WORD, "--to=" + backup, lost)))
                    .isZero();
            product.kill();
        }
        var data = directory.resolve("data");
        assertThat(RestoreProgram.run(words(RestoreProgram.WORD, "--from=" + backup, data)))
                .isZero();

        try (var server = new TestingMariaDb(directory.resolve("mariadb"))) {
            moveKilledOnceInItsMiddle(data, server);
            try (var product = server.configure(JourneyWorld.product(data)).start()) {
                var rd = ApiClient.demo(product, "RD");
                assertThat(stream(rd, huge)).isEqualTo(stream);
                assertThat(rd.getBytes("/api/v1/codegen/" + huge + "/raw").body())
                        .isEqualTo(raw);
                // what ran at the time of the backup is tried again
                var details = rd.awaitEnd(flood);
                assertThat(details.get("status").asString())
                        .as(details.toString())
                        .isEqualTo("COMPLETED");
                var lines = stream(rd, flood);
                assertThat(lines).hasSizeGreaterThan(2_000);
                assertThat(lines.stream().map(StreamReader.Event::id).toList())
                        .isEqualTo(LongStream.rangeClosed(
                                        1, details.get("lastSequence").asLong())
                                .boxed()
                                .toList());
                assertThat(rd.getRaw("/api/v1/codegen/" + flood + "/raw").body())
                        .contains("一行文字");
                var overloaded = rd.awaitEnd(JourneyWorld.generate(rd, "journey-overloaded"));
                assertThat(overloaded.get("attempt").asInt()).isEqualTo(2);
                assertThat(overloaded.get("status").asString()).isEqualTo("FAILED");

                server.dump("codemaster", directory.resolve("dump.sql"));
                product.kill();
                server.asRoot("CREATE DATABASE second CHARACTER SET utf8mb4");
                server.restore(directory.resolve("dump.sql"), "second");
                var elsewhere = directory.resolve("elsewhere");
                copySecrets(data, elsewhere);
                try (var later = server.configure(JourneyWorld.product(elsewhere), "second")
                        .start()) {
                    var again = ApiClient.demo(later, "RD");
                    assertThat(stream(again, flood)).isEqualTo(lines);
                    assertThat(stream(again, huge)).isEqualTo(stream);
                    var next = JourneyWorld.generate(again, "journey-edit");
                    assertThat(again.awaitEnd(next).get("status").asString()).isEqualTo("COMPLETED");
                }
            }
        }
    }

    private static List<StreamReader.Event> stream(ApiClient client, String task) throws Exception {
        return new StreamReader(client, task).read(0, events -> false).events();
    }

    private static void copySecrets(Path from, Path to) throws Exception {
        Files.createDirectories(to.resolve("secrets"));
        try (var secrets = Files.list(from.resolve("secrets"))) {
            for (var secret : secrets.toList()) {
                Files.copy(secret, to.resolve("secrets").resolve(secret.getFileName()));
            }
        }
    }

    private static String[] words(String word, String file, Path data) {
        return new String[] {
            word,
            file,
            "--codemaster.data-dir=" + data,
            "--logging.threshold.console=WARN",
            "--spring.main.banner-mode=off"
        };
    }

    private void moveKilledOnceInItsMiddle(Path data, TestingMariaDb server) throws Exception {
        var to = Files.writeString(
                directory.resolve("to.yml"),
                "codemaster:\n  database:\n    url: %s\n    user: cm\n    password: cm\n"
                        .formatted(server.url("codemaster")));
        var words = words(MoveStoreProgram.WORD, "--to=" + to, data);
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "io.codemaster.app.CodeMaster"));
        command.addAll(List.of(words));
        var log = directory.resolve("move.log").toFile();
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
        Awaitility.await("the copy has begun, see " + log)
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> count(server, "domain_event") > 0 || !process.isAlive());
        process.destroyForcibly().waitFor();
        assertThat(count(server, "store_move WHERE finished_at IS NULL")).isEqualTo(1);

        assertThat(MoveStoreProgram.run(words)).isZero();
        assertThat(count(server, "store_move WHERE finished_at IS NOT NULL")).isEqualTo(1);
    }

    /** How many rows; none where the table is not made yet. */
    private static long count(TestingMariaDb server, String rows) {
        try (var connection = DriverManager.getConnection(server.url("codemaster"), "cm", "cm");
                var found = connection.createStatement().executeQuery("SELECT COUNT(*) FROM " + rows)) {
            found.next();
            return found.getLong(1);
        } catch (SQLException notYet) {
            return 0;
        }
    }
}
