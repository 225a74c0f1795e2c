package io.codemaster.app.store.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

import io.codemaster.app.store.DataDirectoryProperties;
import io.codemaster.app.store.database.DatabaseProperties;

/**
 * Copies the embedded database while the product works on it, which no other process can: it has the file for itself. Who
 * may write into the data directory may ask for it.
 */
@Component
class BackupRequests implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(BackupRequests.class);

    private static final long LOOK_MILLIS = 500;

    private static final Duration END = Duration.ofSeconds(20);

    private final DatabaseProperties database;

    private final DataDirectoryProperties data;

    private final JdbcTemplate jdbc;

    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "backup");
        thread.setDaemon(true);
        return thread;
    });

    private @Nullable ScheduledFuture<?> looking;

    BackupRequests(DatabaseProperties database, DataDirectoryProperties data, JdbcTemplate jdbc) {
        this.database = database;
        this.data = data;
        this.jdbc = jdbc;
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() throws IOException {
        if (!database.address().isEmbedded()) {
            return;
        }
        var room = BackupRequest.room(data.dataDir());
        // what a product that was killed left behind; whoever asked it sees by this that it is gone
        try (var files = Files.newDirectoryStream(room, "*.{taken,zip,done,failed}")) {
            for (var file : files) {
                Files.deleteIfExists(file);
            }
        }
        looking = looks.scheduleWithFixedDelay(() -> look(room), 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void look(Path room) {
        try (var asked = Files.newDirectoryStream(room, "*" + BackupRequest.ASKED)) {
            for (var file : asked) {
                answer(BackupRequest.of(file));
            }
        } catch (IOException | RuntimeException unexpected) {
            LOG.warn("A backup that was asked for in {} failed", room, unexpected);
        }
    }

    private void answer(BackupRequest request) throws IOException {
        Files.move(request.asked(), request.taken());
        try {
            jdbc.update("BACKUP TO ?", request.database().toString());
            Files.createFile(request.done());
            LOG.info("Copied the database for a backup: {} bytes, packed", Files.size(request.database()));
        } catch (DataAccessException failure) {
            LOG.warn("The database could not be copied for a backup", failure);
            Files.deleteIfExists(request.database());
            Files.writeString(
                    request.failed(),
                    String.valueOf(failure.getMostSpecificCause().getMessage()));
        }
    }

    /** Without an interruption, by which the embedded database would lose its file. */
    @Override
    public void destroy() throws InterruptedException {
        if (looking != null) {
            looking.cancel(false);
        }
        looks.shutdown();
        if (!looks.awaitTermination(END.toSeconds(), TimeUnit.SECONDS)) {
            LOG.warn("A backup was under way when the product ended");
        }
    }
}
