package io.codemaster.app.store.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.function.Consumer;

import io.codemaster.app.store.database.DatabaseProperties;
import io.codemaster.app.store.request.AskedProduct;
import io.codemaster.app.store.request.ProductRequest;
import io.codemaster.app.store.request.ProductRequestException;

/** Puts an embedded store into one file, whether a product runs on it or not. */
final class StoreBackup {

    /** Where requests are, in the data directory. */
    static final String ROOM = "backup";

    /** What the copy of the database ends with. */
    static final String DATABASE = ".zip";

    private final DatabaseProperties database;

    private final Path data;

    private final Clock clock;

    private final Duration patience;

    private final Consumer<String> console;

    /** @param patience how long a running product may take until it begins */
    StoreBackup(DatabaseProperties database, Path data, Clock clock, Duration patience, Consumer<String> console) {
        this.database = database;
        this.data = data;
        this.clock = clock;
        this.patience = patience;
        this.console = console;
    }

    /**
     * Does it.
     *
     * @param to is made, readable by its owner alone; nothing is replaced
     * @throws BackupRefusedException when there is no backup afterwards, and why
     */
    void run(Path to) {
        var target = to.toAbsolutePath().normalize();
        refuseTarget(target);
        var file = databaseFile();
        try {
            var request = new ProductRequest(
                    ProductRequest.room(data, ROOM), UUID.randomUUID().toString());
            try {
                write(target, file, request);
            } finally {
                request.remove();
            }
        } catch (IOException | SQLException failed) {
            throw new BackupRefusedException(
                    "The backup could not be written: %s. Nothing of it was kept.".formatted(failed.getMessage()),
                    failed);
        }
    }

    @SuppressWarnings("try") // progress is shown as long as it is open
    private void write(Path target, Path file, ProductRequest request) throws IOException, SQLException {
        var began = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        try (var progress = FileProgress.of(console, "the database, packed", request.answer(DATABASE))) {
            if (AskedProduct.isRunning(file)) {
                console.accept("CodeMaster runs on %s and goes on meanwhile.".formatted(data));
                ask(request, file);
            } else {
                copy(request);
            }
        }
        var secrets = BackupArchive.secretsIn(data.resolve("secrets"));
        var draft = Files.createTempFile(target.getParent(), ".codemaster-backup-", ".part"); // mode 600
        try (var progress = FileProgress.of(console, "the backup", draft)) {
            BackupArchive.write(draft, request.answer(DATABASE), secrets, began);
            Files.move(draft, target);
        } finally {
            Files.deleteIfExists(draft);
        }
        console.accept(("Wrote %s (%s, readable by you alone): the database as of %s or a little later, and %d secrets."
                        + " Whoever has this file can read the stored access tokens.")
                .formatted(target, FileProgress.size(target), began, secrets.size()));
        console.accept("Not in it: codemaster.yml, the environment, and keys that are configured there.");
    }

    private static void refuseTarget(Path target) {
        if (Files.exists(target)) {
            throw new BackupRefusedException(target + " is there already and was not touched. Name another file.");
        }
        var directory = target.getParent();
        if (directory == null || !Files.isWritable(directory)) {
            throw new BackupRefusedException("No file can be made in %s. Name one elsewhere.".formatted(directory));
        }
    }

    private Path databaseFile() {
        var address = database.address();
        if (!address.isEmbedded()) {
            throw new BackupRefusedException(
                    ("The store is on a server, %s. Its own program makes the backup, mysqldump or mariadb-dump with"
                                    + " --single-transaction; keep %s with it. docs/operations.md has both commands.")
                            .formatted(address.shown(), data.resolve("secrets")));
        }
        var file = Path.of(address.file());
        if (!Files.exists(file)) {
            throw new BackupRefusedException("There is no store of CodeMaster in %s.".formatted(file.getParent()));
        }
        return file;
    }

    private void copy(ProductRequest request) throws SQLException {
        var address = database.address();
        try (var connection = DriverManager.getConnection(address.url(), database.user(), database.password());
                var statement = connection.prepareStatement("BACKUP TO ?")) {
            statement.setString(1, request.answer(DATABASE).toString());
            statement.execute();
        }
    }

    // ---- asking the product ----

    private void ask(ProductRequest request, Path file) throws IOException {
        try {
            new AskedProduct(request, file, patience).answer("", () -> {});
        } catch (ProductRequestException refused) {
            throw new BackupRefusedException(
                    switch (refused.reason()) {
                        case NOT_BEGUN ->
                            ("The CodeMaster that runs on %s has not begun with the backup for %d s; is it of this"
                                            + " version? Its log says more.")
                                    .formatted(data, patience.toSeconds());
                        case FAILED ->
                            "The database could not be copied: %s. Nothing of it was kept."
                                    .formatted(refused.getMessage());
                        case ENDED ->
                            "CodeMaster ended while it copied its database. Nothing of it was kept; run this again.";
                    },
                    refused);
        }
    }
}
