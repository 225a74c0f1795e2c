package io.codemaster.app.store.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.function.Consumer;

import org.flywaydb.core.Flyway;
import org.springframework.util.FileSystemUtils;

import io.codemaster.app.store.database.DatabaseProperties;

/** Makes a data directory out of a backup; what an interrupted run left is done again. */
final class StoreRestore {

    /** As SQL states begin. */
    private static final String NO_TABLE = "42S";

    private static final String NOT_LET_IN = "28";

    private static final String SECRETS = "secrets";

    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final DatabaseProperties database;

    private final Path data;

    private final Consumer<String> console;

    /** @param database for its user and password; where it says that the database is, is not touched */
    StoreRestore(DatabaseProperties database, Path data, Consumer<String> console) {
        this.database = database;
        this.data = data;
        this.console = console;
    }

    /**
     * Does it.
     *
     * @throws BackupRefusedException when the directory is as it was, and why
     */
    void run(Path from) {
        if (!Files.isRegularFile(from) || !Files.isReadable(from)) {
            throw new BackupRefusedException("The backup %s cannot be read.".formatted(from));
        }
        try {
            // inside the directory, so that what is whole is put in its place at one stroke
            var room = data.resolve(".restoring");
            var interrupted = Files.exists(room);
            refuseFilled(interrupted);
            FileSystemUtils.deleteRecursively(room);
            Files.createDirectories(room, OWNER_ONLY);
            var contents = extract(from, room);
            var events = look(from, room);
            putInPlace(room);
            console.accept("Restored %s into %s: %s, %d secrets; made at %s."
                    .formatted(from, data, events, contents.parts().size() - 1, contents.madeAt()));
            adviseOnAddress();
        } catch (IOException failed) {
            throw new BackupRefusedException(
                    "The backup could not be restored: %s. Run this again when there is room."
                            .formatted(failed.getMessage()),
                    failed);
        }
    }

    @SuppressWarnings("try") // progress is shown as long as it is open
    private BackupArchive.Contents extract(Path from, Path room) throws IOException {
        try (var progress = FileProgress.of(console, "the database", room.resolve(BackupArchive.DATABASE_FILE))) {
            return BackupArchive.extract(from, room);
        } catch (IOException | BackupRefusedException failed) {
            FileSystemUtils.deleteRecursively(room);
            throw failed;
        }
    }

    private void refuseFilled(boolean interrupted) throws IOException {
        var secrets = BackupArchive.secretsIn(data.resolve(SECRETS));
        if (Files.exists(data.resolve(BackupArchive.DATABASE_FILE)) || (!interrupted && !secrets.isEmpty())) {
            throw new BackupRefusedException(
                    "There is a store in %s already, and it was not touched. Name an empty directory, or move its db and secrets away first."
                            .formatted(data));
        }
    }

    /** Opens it as it will be opened; answers what is in it. */
    private String look(Path from, Path room) throws IOException {
        var file = room.resolve(BackupArchive.DATABASE_FILE).toString().replaceFirst("\\.mv\\.db$", "");
        var restored = new DatabaseProperties(
                "jdbc:h2:file:" + file, database.user(), database.password(), database.poolSize());
        var url = restored.address().forReading().url();
        try (var connection = DriverManager.getConnection(url, restored.user(), restored.password())) {
            refuseNewer(from, url);
            return events(connection);
        } catch (SQLException unusable) {
            FileSystemUtils.deleteRecursively(room);
            throw new BackupRefusedException(why(from, unusable), unusable);
        } catch (BackupRefusedException refused) {
            FileSystemUtils.deleteRecursively(room);
            throw refused;
        }
    }

    private static String why(Path from, SQLException unusable) {
        var state = String.valueOf(unusable.getSQLState());
        if (state.startsWith(NO_TABLE)) {
            return "%s holds no store of CodeMaster.".formatted(from);
        }
        if (state.startsWith(NOT_LET_IN)) {
            return "The database in %s needs codemaster.database.user and codemaster.database.password as they were when it was made."
                    .formatted(from);
        }
        return "The database in %s cannot be opened: %s."
                .formatted(
                        from,
                        String.valueOf(unusable.getMessage())
                                .lines()
                                .findFirst()
                                .orElse(""));
    }

    private void refuseNewer(Path from, String url) {
        var known = Flyway.configure()
                .dataSource(url, database.user(), database.password())
                .locations("classpath:db/migration")
                .load()
                .info();
        if (Arrays.stream(known.applied()).anyMatch(it -> !it.getState().isResolved())) {
            throw new BackupRefusedException(
                    "%s is of a newer version of CodeMaster than this one; restore it with that.".formatted(from));
        }
    }

    private static String events(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var found = statement.executeQuery("SELECT COUNT(*), (SELECT time_stamp FROM domain_event ORDER BY"
                        + " global_index DESC LIMIT 1) FROM domain_event")) {
            found.next();
            return found.getLong(1) == 0
                    ? "no events"
                    : "%d events, the last of %s".formatted(found.getLong(1), found.getString(2));
        }
    }

    /** The database last: as long as it is not there, the same command begins anew. */
    private void putInPlace(Path room) throws IOException {
        for (var secret : BackupArchive.secretsIn(room.resolve(SECRETS)).entrySet()) {
            move(secret.getValue(), data.resolve(SECRETS).resolve(secret.getKey()));
        }
        move(room.resolve(BackupArchive.DATABASE_FILE), data.resolve(BackupArchive.DATABASE_FILE));
        FileSystemUtils.deleteRecursively(room);
    }

    private static void move(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent(), OWNER_ONLY);
        Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }

    private void adviseOnAddress() {
        var place = data.resolve(BackupArchive.DATABASE_FILE).toString();
        if (!database.address().isEmbedded() || !place.equals(database.address().file())) {
            console.accept(
                    "codemaster.database.url names another database, %s; without this key the restored one is used."
                            .formatted(database.address().shown()));
        }
    }
}
