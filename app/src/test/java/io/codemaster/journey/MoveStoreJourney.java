package io.codemaster.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A company outgrows the embedded database: everything moves to a server, goes on there, and could come back. */
class MoveStoreJourney {

    @TempDir
    private Path directory;

    @Test
    void theProductGoesOnWhereItsStoreWasMoved() throws Exception {
        var data = directory.resolve("data");
        try (var server = new TestingMariaDb(directory.resolve("mariadb"));
                var embedded = JourneyWorld.product(data)) {
            embedded.start();
            var rd = ApiClient.demo(embedded, "RD");
            // two thousand lines, and lines of ten megabytes that are artifacts of many parts
            var flood = JourneyWorld.generate(rd, "journey-flood");
            assertThat(rd.awaitEnd(flood).get("status").asString()).isEqualTo("COMPLETED");
            var huge = JourneyWorld.generate(rd, "journey-huge-line");
            rd.awaitEnd(huge);
            var streams = streams(rd, flood, huge);
            var raw = rd.getBytes("/api/v1/codegen/" + huge + "/raw").body();
            assertThat(embedded.terminate(Duration.ofMinutes(2))).isIn(0, 143);

            var to = file("to.yml", server.url("codemaster"), "cm");
            assertThat(move(data, to)).contains("The store is moved");

            try (var product = server.configure(JourneyWorld.product(data)).start()) {
                var later = ApiClient.demo(product, "RD");
                assertThat(streams(later, flood, huge)).isEqualTo(streams);
                assertThat(later.getBytes("/api/v1/codegen/" + huge + "/raw").body())
                        .isEqualTo(raw);
                var next = JourneyWorld.generate(later, "journey-edit");
                assertThat(later.awaitEnd(next).get("status").asString()).isEqualTo("COMPLETED");
                assertThat(product.terminate(Duration.ofMinutes(2))).isIn(0, 143);
            }

            // from the server to another database of it, and back into a file
            server.asRoot("CREATE DATABASE second CHARACTER SET utf8mb4");
            var second = file("second.yml", server.url("second"), "cm");
            assertThat(move(data, second, settings(server.url("codemaster")))).contains("The store is moved");
            var back = file("back.yml", "jdbc:h2:file:" + directory.resolve("back/codemaster"), "");
            assertThat(move(data, back, settings(server.url("second")))).contains("The store is moved");
        }
    }

    private static List<Object> streams(ApiClient client, String... tasks) throws Exception {
        var streams = new ArrayList<>();
        for (var task : tasks) {
            streams.add(new StreamReader(client, task).read(0, events -> false).events());
        }
        return streams;
    }

    private Path file(String name, String url, String password) throws Exception {
        return Files.writeString(
                directory.resolve(name),
                "codemaster:\n  database:\n    url: %s\n    user: cm\n    password: '%s'\n".formatted(url, password));
    }

    private static String[] settings(String url) {
        return new String[] {
            "--codemaster.database.url=" + url, "--codemaster.database.user=cm", "--codemaster.database.password=cm"
        };
    }

    private String move(Path data, Path to, String... settings) throws Exception {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "io.codemaster.app.CodeMaster",
                "move-store",
                "--to=" + to,
                "--codemaster.data-dir=" + data));
        command.addAll(List.of(settings));
        var log = directory.resolve("move.log");
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
        var output = Files.readString(log, StandardCharsets.UTF_8);
        assertThat(process.exitValue()).as(output).isZero();
        return output;
    }
}
