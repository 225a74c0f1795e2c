package io.codemaster.app.store.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Timer;
import java.util.TimerTask;
import java.util.function.Consumer;

/** Says every two seconds how large a file has become, until it is closed. */
final class FileProgress implements AutoCloseable {

    private static final Duration EVERY = Duration.ofSeconds(2);

    private static final double MEGABYTE = 1_000_000;

    private final Timer timer = new Timer("progress", true);

    private FileProgress() {}

    static FileProgress of(Consumer<String> console, String what, Path file) {
        var progress = new FileProgress();
        progress.timer.schedule(
                new TimerTask() {

                    @Override
                    public void run() {
                        console.accept("  %s: %s".formatted(what, size(file)));
                    }
                },
                EVERY.toMillis(),
                EVERY.toMillis());
        return progress;
    }

    /** A file's size for people. */
    static String size(Path file) {
        try {
            return String.format(Locale.ROOT, "%,.1f MB", (Files.exists(file) ? Files.size(file) : 0) / MEGABYTE);
        } catch (IOException gone) {
            return "0.0 MB";
        }
    }

    @Override
    public void close() {
        timer.cancel();
    }
}
