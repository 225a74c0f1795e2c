package io.codemaster.journey;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.awaitility.Awaitility;

/** A real server of the MySQL protocol: Debian's MariaDB in a directory of its own. */
final class TestingMariaDb implements AutoCloseable {

    private static final List<String> PLACES =
            List.of("/usr/sbin/", "/usr/bin/", "/usr/local/sbin/", "/usr/local/bin/");

    private final Process process;

    private final int port = TestingProduct.freePort();

    TestingMariaDb(Path directory) throws IOException, InterruptedException {
        Files.createDirectories(directory);
        var data = directory.resolve("data");
        var socket = directory.resolve("s.sock");
        run(List.of(
                find("mariadb-install-db", "mysql_install_db"),
                "--no-defaults",
                "--user=" + System.getProperty("user.name"),
                "--datadir=" + data,
                "--auth-root-authentication-method=normal",
                "--skip-test-db"));
        process = new ProcessBuilder(
                        find("mariadbd", "mysqld"),
                        "--no-defaults",
                        "--user=" + System.getProperty("user.name"),
                        "--datadir=" + data,
                        "--socket=" + socket,
                        "--pid-file=" + directory.resolve("pid"),
                        "--bind-address=127.0.0.1",
                        "--port=" + port,
                        "--character-set-server=utf8mb4",
                        "--max-allowed-packet=64M")
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
        var client = find("mariadb", "mysql");
        Awaitility.await("MariaDB answers, see " + directory.resolve("log"))
                .atMost(Duration.ofMinutes(1))
                .until(() -> run(List.of(
                        client,
                        "--no-defaults",
                        "--socket=" + socket,
                        "-u",
                        "root",
                        "-e",
                        "CREATE DATABASE IF NOT EXISTS codemaster; "
                                + "CREATE OR REPLACE USER cm@'127.0.0.1' IDENTIFIED BY 'cm'; "
                                + "GRANT ALL ON codemaster.* TO cm@'127.0.0.1'")));
    }

    String url() {
        return "jdbc:mysql://127.0.0.1:" + port + "/codemaster";
    }

    TestingProduct configure(TestingProduct product) {
        return product.with("codemaster.database.url", url())
                .with("codemaster.database.user", "cm")
                .with("codemaster.database.password", "cm")
                .with("spring.jpa.database-platform", "org.hibernate.dialect.MariaDBDialect");
    }

    private static boolean run(List<String> command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }

    private static String find(String... names) {
        return Stream.of(names)
                .flatMap(name -> PLACES.stream().map(place -> place + name))
                .filter(it -> Files.isExecutable(Path.of(it)))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "the tests need MariaDB; './codemaster test' installs it, or: apt-get install mariadb-server"));
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
