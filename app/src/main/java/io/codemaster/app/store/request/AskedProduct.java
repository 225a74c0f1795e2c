package io.codemaster.app.store.request;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** The program's end of a {@link ProductRequest}. */
public final class AskedProduct {

    static final String DRAFT = ".draft";

    private static final long LOOK_AGAIN_NANOS = Duration.ofMillis(100).toNanos();

    private final ProductRequest request;

    private final Path database;

    private final Duration patience;

    /**
     * @param database the embedded database's file, by whose lock it is seen whether the product lives
     * @param patience how long it may take until it begins
     */
    public AskedProduct(ProductRequest request, Path database, Duration patience) {
        this.request = request;
        this.database = database;
        this.patience = patience;
    }

    /** Whether a product has the database open: it holds a lock on its file as long as it lives. */
    public static boolean isRunning(Path database) throws IOException {
        try (var channel = FileChannel.open(database, StandardOpenOption.READ);
                var lock = channel.tryLock(0, Long.MAX_VALUE, true)) {
            return lock == null;
        } catch (OverlappingFileLockException inThisProcess) {
            return true;
        }
    }

    /**
     * Asks, and returns when the answer is whole.
     *
     * @param words what is asked
     * @param meanwhile called every moment
     * @throws ProductRequestException why there is none
     */
    public void answer(String words, Runnable meanwhile) throws IOException {
        var draft = request.answer(DRAFT);
        Files.writeString(draft, words);
        Files.move(draft, request.asked());
        long end = System.nanoTime() + patience.toNanos();
        while (Files.exists(request.asked())) {
            if (System.nanoTime() - end > 0) {
                throw new ProductRequestException(ProductRequestException.Reason.NOT_BEGUN, "");
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
        while (!Files.exists(request.done())) {
            if (Files.exists(request.failed())) {
                throw new ProductRequestException(
                        ProductRequestException.Reason.FAILED, Files.readString(request.failed()));
            }
            if (!isRunning(database) || isGivenUp()) {
                throw new ProductRequestException(ProductRequestException.Reason.ENDED, "");
            }
            meanwhile.run();
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
        meanwhile.run();
    }

    /** One that was started anew has tidied up. */
    private boolean isGivenUp() {
        return !Files.exists(request.taken()) && !Files.exists(request.done()) && !Files.exists(request.failed());
    }
}
