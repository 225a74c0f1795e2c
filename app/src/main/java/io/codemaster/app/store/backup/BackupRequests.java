package io.codemaster.app.store.backup;

import java.io.IOException;
import java.nio.file.Files;

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
import io.codemaster.app.store.request.ProductRequest;
import io.codemaster.app.store.request.RequestWatch;

/**
 * Copies the embedded database while the product works on it, which no other process can: it has the file for itself. Who
 * may write into the data directory may ask for it.
 */
@Component
class BackupRequests implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(BackupRequests.class);

    private final DatabaseProperties database;

    private final DataDirectoryProperties data;

    private final JdbcTemplate jdbc;

    private @Nullable RequestWatch watch;

    BackupRequests(DatabaseProperties database, DataDirectoryProperties data, JdbcTemplate jdbc) {
        this.database = database;
        this.data = data;
        this.jdbc = jdbc;
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() throws IOException {
        if (database.address().isEmbedded()) {
            watch = RequestWatch.begin(
                    ProductRequest.room(data.dataDir(), StoreBackup.ROOM), (request, words) -> answer(request));
        }
    }

    private @Nullable String answer(ProductRequest request) throws IOException {
        var copy = request.answer(StoreBackup.DATABASE);
        try {
            jdbc.update("BACKUP TO ?", copy.toString());
            LOG.info("Copied the database for a backup: {} bytes, packed", Files.size(copy));
            return null;
        } catch (DataAccessException failure) {
            LOG.warn("The database could not be copied for a backup", failure);
            Files.deleteIfExists(copy);
            return String.valueOf(failure.getMostSpecificCause().getMessage());
        }
    }

    @Override
    public void destroy() throws InterruptedException {
        if (watch != null) {
            watch.end();
        }
    }
}
