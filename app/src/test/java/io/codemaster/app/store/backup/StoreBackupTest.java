package io.codemaster.app.store.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import io.codemaster.app.store.DataDirectoryProperties;
import io.codemaster.app.store.database.DatabaseProperties;
import io.codemaster.app.store.request.ProductRequest;

class StoreBackupTest {

    @TempDir
    private Path room;

    private Path data;

    private Path file;

    private Path restored;

    private final List<String> console = Collections.synchronizedList(new ArrayList<>());

    @BeforeEach
    void aStore() throws Exception {
        data = room.resolve("data");
        file = room.resolve("backup.zip");
        restored = room.resolve("restored");
        Files.createDirectories(data.resolve("secrets"));
        Files.writeString(data.resolve("secrets/encryption-key"), "planted");
        Files.writeString(data.resolve("secrets/node-id"), "n-1");
        Files.writeString(data.resolve("secrets/new-1.tmp"), "half of a secret");
        try (var connection = open(data)) {
            connection
                    .createStatement()
                    .execute("CREATE TABLE domain_event (global_index BIGINT PRIMARY KEY, time_stamp VARCHAR(40))");
            insert(connection, 1);
        }
    }

    // ---- there and back ----

    @Test
    void aStoppedStoreComesBackAsItWas() throws Exception {
        backup().run(file);
        restore().run(file);

        assertThat(count(restored)).isEqualTo(1);
        assertThat(restored.resolve("secrets/encryption-key")).hasContent("planted");
        assertThat(restored.resolve("secrets/node-id")).hasContent("n-1");
        assertThat(restored.resolve("secrets/new-1.tmp")).doesNotExist();
        assertThat(restored.resolve(".restoring")).doesNotExist();
        for (var secret : List.of(file, restored.resolve("secrets/encryption-key"), database(restored))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
                    .isEqualTo("rw-------");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(restored.resolve("secrets"))))
                .isEqualTo("rwx------");
        assertThat(String.join("\n", console))
                .contains(
                        "Wrote " + file, "2 secrets", "can read the stored access tokens", "Not in it: codemaster.yml")
                .contains("1 events, the last of 2026-11-23T00:00:01Z, 2 secrets")
                .doesNotContain("planted");
        assertThat(data.resolve("backup")).isEmptyDirectory();
    }

    @Test
    void aRunningProductIsCopiedWhileItWrites() throws Exception {
        var written = new AtomicLong(1);
        try (var connection = open(data);
                var product = product("codemaster")) {
            product.begin();
            var writer = CompletableFuture.runAsync(() -> {
                while (!Files.exists(file)) {
                    insert(connection, written.get() + 1);
                    written.incrementAndGet();
                }
            });
            await().until(() -> written.get() > 20);
            var before = written.get();

            backup().run(file);

            writer.join();
            restore().run(file);
            assertThat(count(restored)).isBetween(before, written.get());
            try (var copy = open(restored);
                    var gaps = copy.createStatement()
                            .executeQuery("SELECT MAX(global_index) - COUNT(*) FROM domain_event")) {
                gaps.next();
                assertThat(gaps.getLong(1))
                        .as("a beginning of what was written")
                        .isZero();
            }
        }
        assertThat(console).anyMatch(it -> it.contains("goes on meanwhile"));
        assertThat(data.resolve("backup")).isEmptyDirectory();
    }

    // ---- a product that does not do it ----

    @Test
    void aProductThatDoesNotAnswerIsNamed() throws Exception {
        try (var connection = open(data)) {
            assertThat(connection.isValid(1)).isTrue();
            assertRefused(() -> backup(Duration.ofMillis(300)).run(file), "has not begun with the backup");
        }
    }

    @Test
    void aProductThatMayNotCopySaysSo() throws Exception {
        try (var connection = open(data);
                var product = product("reader")) {
            connection.createStatement().execute("CREATE USER reader PASSWORD ''");
            product.begin();
            assertRefused(() -> backup().run(file), "could not be copied: Admin rights are required");
        }
    }

    @Test
    void aProductThatEndsMeanwhileIsNoticed() throws Exception {
        var product = open(data);
        var end = CompletableFuture.runAsync(() -> {
            await().until(() -> Files.exists(data.resolve("backup")) && !isEmpty(data.resolve("backup")));
            takeAndEnd(product);
        });
        assertRefused(() -> backup().run(file), "ended while it copied");
        end.join();
    }

    private void takeAndEnd(Connection product) {
        try (var requests =
                Files.newDirectoryStream(ProductRequest.room(data, StoreBackup.ROOM), "*" + ProductRequest.ASKED)) {
            for (var asked : requests) {
                Files.move(asked, ProductRequest.of(asked).taken());
            }
            product.close();
        } catch (IOException | SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatAKilledProductLeftIsTidiedUp() throws Exception {
        var left = new ProductRequest(ProductRequest.room(data, StoreBackup.ROOM), "left");
        Files.createFile(left.taken());
        Files.createFile(left.answer(StoreBackup.DATABASE));
        try (var connection = open(data);
                var product = product("codemaster")) {
            assertThat(connection.isValid(1)).isTrue();
            product.begin();
            assertThat(data.resolve("backup")).isEmptyDirectory();
        }
    }

    // ---- what cannot be ----

    @Test
    void nothingIsReplaced() throws Exception {
        Files.writeString(file, "another");
        assertThatThrownBy(() -> backup().run(file)).hasMessageContaining("is there already and was not touched");
        assertThat(file).hasContent("another");
        assertThatThrownBy(() -> backup().run(room.resolve("none/backup.zip")))
                .hasMessageContaining("No file can be made in");
    }

    @Test
    void aStoreThatIsNotThereOrNotHereIsNamed() {
        assertThatThrownBy(() -> new StoreBackup(
                                properties("jdbc:mysql://db/codemaster?password=planted"),
                                data,
                                Clock.systemUTC(),
                                Duration.ZERO,
                                console::add)
                        .run(file))
                .hasMessageContaining("jdbc:mysql://db/codemaster")
                .hasMessageContaining("--single-transaction")
                .hasMessageContaining(data.resolve("secrets").toString())
                .hasMessageNotContaining("planted");
        data = room.resolve("empty");
        assertRefused(() -> backup().run(file), "There is no store of CodeMaster in");
    }

    @Test
    void aDiskWithoutRoomIsSaid() throws Exception {
        assertThatThrownBy(() -> BackupArchive.write(Path.of("/dev/full"), database(data), Map.of(), Instant.EPOCH))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("No space left");
        Files.createFile(data.resolve("backup"));
        assertRefused(() -> backup().run(file), "The backup could not be written");
    }

    @ParameterizedTest
    @CsvSource({"true, is not what was written", "false, cannot be read"})
    void aDamagedBackupIsRefused(boolean changed, String why) throws Exception {
        backup().run(file);
        var bytes = Files.readAllBytes(file);
        bytes[new String(bytes, StandardCharsets.ISO_8859_1).indexOf("planted")] ^= 1;
        Files.write(file, changed ? bytes : Arrays.copyOf(bytes, bytes.length / 2));

        assertThatThrownBy(() -> restore().run(file))
                .hasMessageContaining("no whole backup")
                .hasMessageContaining(why);
        assertThat(restored.resolve("db")).doesNotExist();
        assertThat(restored.resolve("secrets")).doesNotExist();
        assertThat(restored.resolve(".restoring")).doesNotExist();
    }

    @Test
    void whatIsNoBackupIsRefused() throws Exception {
        assertThatThrownBy(() -> restore().run(file)).hasMessageContaining("cannot be read");
        zip(Map.of("README", "x"));
        assertThatThrownBy(() -> restore().run(file)).hasMessageContaining("backup.json is missing");
        zip(Map.of("backup.json", "{\"format\":1"));
        assertThatThrownBy(() -> restore().run(file)).hasMessageContaining("backup.json cannot be read");
        zip(Map.of("backup.json", "{\"format\":2,\"madeAt\":\"\",\"parts\":{}}"));
        assertThatThrownBy(() -> restore().run(file)).hasMessageContaining("form 2 of a newer CodeMaster");
        var parts = "\"database.zip\":\"0\",\"secrets/../../evil\":\"0\"";
        zip(Map.of(
                "backup.json",
                "{\"format\":1,\"madeAt\":\"\",\"parts\":{%s}}".formatted(parts),
                "database.zip",
                "x",
                "secrets/../../evil",
                "x"));
        assertThatThrownBy(() -> restore().run(file)).hasMessageContaining("holds no database");
        assertThat(room.resolve("evil")).doesNotExist();
    }

    @Test
    void aBackupOfANewerVersionIsRefused() throws Exception {
        try (var connection = open(data)) {
            connection.createStatement().execute("""
                CREATE TABLE "flyway_schema_history" ("installed_rank" INT PRIMARY KEY, "version" VARCHAR(50),
                  "description" VARCHAR(200), "type" VARCHAR(20), "script" VARCHAR(1000), "checksum" INT,
                  "installed_by" VARCHAR(100), "installed_on" TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
                  "execution_time" INT, "success" BOOLEAN);
                INSERT INTO "flyway_schema_history" VALUES
                  (1, '999', 'later', 'SQL', 'V999__later.sql', 1, 'x', CURRENT_TIMESTAMP, 1, TRUE)
                """);
        }
        backup().run(file);

        assertThatThrownBy(() -> restore().run(file)).hasMessageContaining("of a newer version of CodeMaster");
        assertThat(restored.resolve("db")).doesNotExist();
    }

    @Test
    void aBackupWithAnotherUserOrWithoutAStoreIsRefused() throws Exception {
        backup().run(file);
        var another = new DatabaseProperties(url(restored), "codemaster", "planted", 40);
        assertThatThrownBy(() -> new StoreRestore(another, restored, console::add).run(file))
                .hasMessageContaining("needs codemaster.database.user and codemaster.database.password")
                .hasMessageNotContaining("planted");
        try (var connection = open(data)) {
            connection.createStatement().execute("DROP TABLE domain_event");
        }
        Files.delete(file);
        backup().run(file);
        assertThatThrownBy(() -> restore().run(file)).hasMessageContaining("holds no store of CodeMaster");
        assertThat(restored.resolve("db")).doesNotExist();
    }

    @Test
    void aStoreIsNotOverwritten() throws Exception {
        backup().run(file);
        Files.createDirectories(restored.resolve("secrets"));
        Files.writeString(restored.resolve("secrets/node-id"), "another");
        assertThatThrownBy(() -> restore().run(file)).hasMessageContaining("There is a store in");
        assertThat(restored.resolve("secrets/node-id")).hasContent("another");
        assertThat(restored.resolve("db")).doesNotExist();
    }

    @Test
    void anInterruptedRestoreIsDoneAgain() throws Exception {
        backup().run(file);
        Files.createDirectories(restored.resolve(".restoring/db"));
        Files.writeString(restored.resolve(".restoring/db/codemaster.mv.db"), "half");
        Files.createDirectories(restored.resolve("secrets"));
        Files.writeString(restored.resolve("secrets/node-id"), "n-1");

        restore().run(file);

        assertThat(count(restored)).isEqualTo(1);
        assertThat(restored.resolve(".restoring")).doesNotExist();
    }

    // ---- ----

    private void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable action, String why) {
        assertThatThrownBy(action).isInstanceOf(BackupRefusedException.class).hasMessageContaining(why);
        assertThat(file).doesNotExist();
        assertThat(room).isDirectoryNotContaining(it -> it.toString().endsWith(".part"));
    }

    private static boolean isEmpty(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            return files.findAny().isEmpty();
        }
    }

    private StoreBackup backup() {
        return backup(Duration.ofSeconds(30));
    }

    private StoreBackup backup(Duration patience) {
        return new StoreBackup(properties(url(data)), data, Clock.systemUTC(), patience, console::add);
    }

    private StoreRestore restore() {
        return new StoreRestore(properties(url(restored)), restored, console::add);
    }

    private Product product(String user) {
        var source = new DriverManagerDataSource(properties(url(data)).address().url(), user, "");
        return new Product(
                new BackupRequests(properties(url(data)), new DataDirectoryProperties(data), new JdbcTemplate(source)));
    }

    private record Product(BackupRequests requests) implements AutoCloseable {

        void begin() throws IOException {
            requests.begin();
        }

        @Override
        public void close() {
            try {
                requests.destroy();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static DatabaseProperties properties(String url) {
        return new DatabaseProperties(url, "codemaster", "", 40);
    }

    private static String url(Path directory) {
        return "jdbc:h2:file:" + directory.resolve("db/codemaster");
    }

    private static Path database(Path directory) {
        return directory.resolve("db/codemaster.mv.db");
    }

    private static Connection open(Path directory) throws SQLException {
        return DriverManager.getConnection(properties(url(directory)).address().url(), "codemaster", "");
    }

    private static void insert(Connection connection, long index) {
        try (var insert = connection.prepareStatement("INSERT INTO domain_event VALUES (?, ?)")) {
            insert.setLong(1, index);
            insert.setString(
                    2, Instant.parse("2026-11-23T00:00:00Z").plusSeconds(index).toString());
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long count(Path directory) throws SQLException {
        try (var connection = open(directory);
                var found = connection.createStatement().executeQuery("SELECT COUNT(*) FROM domain_event")) {
            found.next();
            return found.getLong(1);
        }
    }

    private void zip(Map<String, String> entries) throws IOException {
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (var entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
    }
}
