package io.codemaster.app.store.table;

import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;

/** Says every two seconds how far a long piece of work is. */
public final class Progress {

    private static final long EVERY_NANOS = Duration.ofSeconds(2).toNanos();

    private final Consumer<String> console;

    private final String what;

    private final long all;

    private long next = System.nanoTime() + EVERY_NANOS;

    public Progress(Consumer<String> console, String what, long all) {
        this.console = console;
        this.what = what;
        this.all = all;
    }

    /** Says it where it is time to. */
    public void at(long done) {
        if (System.nanoTime() - next >= 0) {
            next = System.nanoTime() + EVERY_NANOS;
            console.accept(String.format(Locale.ROOT, "  %s: %,d of %,d", what, done, all));
        }
    }
}
