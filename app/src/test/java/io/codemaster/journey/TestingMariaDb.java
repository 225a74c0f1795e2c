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

    private final Path directory;

    private final Path data;

    private final Path socket;

    private final int port = TestingProduct.freePort();

    private Process process;

    TestingMariaDb(Path directory) throws IOException, InterruptedException {
        this.directory = Files.createDirectories(directory);
        data = directory.resolve("data");
        socket = directory.resolve("s.sock");
        run(List.of(
                find("mariadb-install-db", "mysql_install_db"),
                "--no-defaults",
                "--user=" + System.getProperty("user.name"),
                "--datadir=" + data,
                "--auth-root-authentication-method=normal",
                "--skip-test-db"));
        process = start();
        prepare();
    }

    private Process start() throws IOException {
        return new ProcessBuilder(
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
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("log").toFile()))
                .start();
    }

    /** Ends it as a power cut would. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Starts it again with what it has kept. */
    void restart() throws IOException {
        process = start();
        prepare();
    }

    private void prepare() {
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
                                + "CREATE USER IF NOT EXISTS cm@'127.0.0.1' IDENTIFIED BY 'cm'; "
                                + "GRANT ALL ON codemaster.* TO cm@'127.0.0.1'")));
    }

    TestingProduct configure(TestingProduct product) {
        return product.with("codemaster.database.url", "jdbc:mysql://127.0.0.1:" + port + "/codemaster")
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
