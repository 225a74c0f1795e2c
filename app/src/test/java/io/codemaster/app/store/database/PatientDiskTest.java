package io.codemaster.app.store.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.Status;

class PatientDiskTest {

    @TempDir
    private Path directory;

    @BeforeEach
    void aDiskThatCanFail() {
        FailingDisk.register();
    }

    @AfterEach
    void aDiskThatWorks() {
        FailingDisk.mend();
    }

    @Test
    void onAFullDiskTheDatabaseWaitsForRoomAndHealthSaysSo() throws SQLException {
        var health = new DiskRoomHealthIndicator();
        try (var database = open()) {
            run(database, "CREATE TABLE kept (id INT)");
            FailingDisk.fail("No space left on device");
            var writing = CompletableFuture.runAsync(() -> run(database, "INSERT INTO kept VALUES (1)"));
            await().until(() -> health.health().getStatus().equals(Status.DOWN));
            assertThat(health.health().getDetails()).containsKey("fullSince");
            assertThat(writing).isNotDone();

            FailingDisk.mend();
            writing.join();

            assertThat(health.health().getStatus()).isEqualTo(Status.UP);
        }
        try (var again = open();
                var statement = again.createStatement();
                var row = statement.executeQuery("SELECT COUNT(*) FROM kept")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getInt(1)).isEqualTo(1);
        }
    }

    @Test
    void whatFailsForAnotherReasonFailsAtOnce() throws SQLException {
        var database = open();
        run(database, "CREATE TABLE lost (id INT)");
        FailingDisk.fail("Input/output error");

        assertThatThrownBy(() -> run(database, "INSERT INTO lost VALUES (1)"))
                .hasRootCauseMessage("Input/output error");

        // H2 has closed itself, and what it has not written it cannot write any more
        assertThatThrownBy(database::close).isInstanceOf(SQLException.class);
    }

    private Connection open() throws SQLException {
        var url = DatabaseAddress.of("jdbc:h2:patient:failing:" + directory.resolve("store"))
                .url();
        return DriverManager.getConnection(url, "sa", "");
    }

    private static void run(Connection database, String sql) {
        try (var statement = database.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
