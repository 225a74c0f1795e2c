package io.codemaster.app.store.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether what writes to the embedded database's disk finds room there, and since when it does not. */
final class DiskRoom {

    /** H2 makes the files of the product itself, so that nothing can be handed to them. */
    static final DiskRoom PRODUCT = new DiskRoom();

    private static final Logger LOG = LoggerFactory.getLogger(DiskRoom.class);

    private static final long LOOK_MILLIS = 200;

    private final AtomicReference<@Nullable Instant> fullSince = new AtomicReference<>();

    /** Whether a write failed for want of room. The C library words ENOSPC and EDQUOT in the language of its process. */
    static boolean isMissing(IOException failure, Path file, int bytes) {
        var message = String.valueOf(failure.getMessage());
        return message.contains("No space left on device")
                || message.contains("Disk quota exceeded")
                || (Files.exists(file) && file.toFile().getUsableSpace() < bytes);
    }

    /** Since when something waits for room; empty when nothing does. */
    Optional<Instant> fullSince() {
        return Optional.ofNullable(fullSince.get());
    }

    /** Waits a little; answers whether the thread was interrupted meanwhile, which it is not any more. */
    boolean await(IOException failure) {
        if (fullSince.compareAndSet(null, Instant.now())) {
            LOG.error(
                    "The disk of the embedded database is full ({}). Nothing is recorded until there is room; free some, and"
                            + " the product goes on by itself",
                    failure.getMessage());
        }
        try {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            return false;
        } catch (InterruptedException noReasonToLoseTheFile) {
            return true;
        }
    }

    /** Something was written. */
    void found() {
        if (fullSince.get() != null) {
            var since = fullSince.getAndSet(null);
            if (since != null) {
                LOG.warn(
                        "The disk of the embedded database has room again, after {} s",
                        Duration.between(since, Instant.now()).toSeconds());
            }
        }
    }
}
