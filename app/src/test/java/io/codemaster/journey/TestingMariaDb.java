package io.codemaster.journey;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.opentest4j.TestAbortedException;

/**
 * A real server of the MySQL protocol: Debian's MariaDB in a directory of its own. Where it is not installed, the test
 * that asks for one is skipped.
 */
public final class TestingMariaDb implements AutoCloseable {

    private static final List<String> PLACES =
            List.of("/usr/sbin/", "/usr/bin/", "/usr/local/sbin/", "/usr/local/bin/");

    private final Path directory;

    private final Path data;

    private final Path socket;

    private final List<String> client;

    private final int port = TestingProduct.freePort();

    private final List<String> options;

    private Process process;

    /**
     * Starts one with a database and a user of it.
     *
     * @param options further flags of the server; a zone of its own as {@code TZ=…}
     */
    public TestingMariaDb(Path directory, String... options) throws IOException, InterruptedException {
        this.directory = Files.createDirectories(directory);
        this.options = List.of(options);
        data = directory.resolve("data");
        socket = directory.resolve("s.sock");
        run(List.of(
                find("mariadb-install-db", "mysql_install_db"),
                "--no-defaults",
                "--user=" + System.getProperty("user.name"),
                "--datadir=" + data,
                "--auth-root-authentication-method=normal",
                "--skip-test-db"));
        client = List.of(find("mariadb", "mysql"), "--no-defaults", "--socket=" + socket, "--user=root");
        process = start();
        prepare();
    }

    private Process start() throws IOException {
        var command = new ArrayList<>(List.of(
                find("mariadbd", "mysqld"),
                "--no-defaults",
                "--user=" + System.getProperty("user.name"),
                "--datadir=" + data,
                "--socket=" + socket,
                "--pid-file=" + directory.resolve("pid"),
                "--bind-address=127.0.0.1",
                "--port=" + port,
                "--character-set-server=utf8mb4",
                "--max-allowed-packet=64M"));
        var server = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("log").toFile()));
        for (var option : options) {
            if (option.startsWith("TZ=")) {
                server.environment().put("TZ", option.substring(3));
            } else {
                command.add(option);
            }
        }
        return server.start();
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
        Awaitility.await("MariaDB answers, see " + directory.resolve("log"))
                .atMost(Duration.ofMinutes(1))
                .until(() -> asRoot("CREATE DATABASE IF NOT EXISTS codemaster; "
                        + "CREATE USER IF NOT EXISTS cm@'127.0.0.1' IDENTIFIED BY 'cm'; "
                        + "GRANT ALL ON *.* TO cm@'127.0.0.1'"));
    }

    /** Runs statements as the server's administrator; whether all of them went well. */
    public boolean asRoot(String statements) throws IOException, InterruptedException {
        var command = new ArrayList<>(client);
        command.add("--execute=" + statements);
        return run(command);
    }

    /** The address of a database of this server. */
    public String url(String database) {
        return "jdbc:mysql://127.0.0.1:" + port + "/" + database;
    }

    /** Reads a dump into a database that is there and empty, as docs/operations.md says. */
    void restore(Path dump, String database) throws IOException, InterruptedException {
        var command = new ArrayList<>(client);
        command.addAll(List.of("--default-character-set=utf8mb4", database));
        run(new ProcessBuilder(command).redirectInput(dump.toFile()), dump);
    }

    /** Writes a database into a file while it is in use, as docs/operations.md says. */
    void dump(String database, Path dump) throws IOException, InterruptedException {
        var command = new ArrayList<>(client);
        command.set(0, find("mariadb-dump", "mysqldump"));
        command.addAll(List.of(
                "--single-transaction", "--no-tablespaces", "--hex-blob", "--default-character-set=utf8mb4", database));
        run(new ProcessBuilder(command).redirectOutput(dump.toFile()), dump);
    }

    private static void run(ProcessBuilder command, Path dump) throws IOException, InterruptedException {
        if (command.redirectError(ProcessBuilder.Redirect.INHERIT).start().waitFor() != 0) {
            throw new IllegalStateException(command.command() + " failed with " + dump);
        }
    }

    String url() {
        return url("codemaster");
    }

    TestingProduct configure(TestingProduct product) {
        return configure(product, "codemaster");
    }

    TestingProduct configure(TestingProduct product, String database) {
        return product.with("codemaster.database.url", url(database))
                .with("codemaster.database.user", "cm")
                .with("codemaster.database.password", "cm");
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
                .orElseThrow(() -> new TestAbortedException(
                        "this test needs MariaDB; './codemaster test' installs it, or: apt-get install"
                                + " mariadb-server"));
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
