package io.codemaster.executor.claude.output;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/**
 * Empties the agent's stdout into the spool and does nothing else. An agent whose stdout is not read in time drops lines
 * and still ends well, so nothing may hold this up; where the spool cannot be written the bytes are dropped here.
 */
final class PipeDrain implements Runnable {

    private static final int CHUNK = 64 * 1024;

    private final InputStream stdout;

    private final OutputSpool spool;

    private final Consumer<IOException> failed;

    private volatile long lastOutput = System.nanoTime();

    PipeDrain(InputStream stdout, OutputSpool spool, Consumer<IOException> failed) {
        this.stdout = stdout;
        this.spool = spool;
        this.failed = failed;
    }

    /** When something was printed last, by {@link System#nanoTime()}. */
    long lastOutput() {
        return lastOutput;
    }

    @Override
    public void run() {
        try (stdout) {
            var chunk = new byte[CHUNK];
            boolean writable = true;
            for (int read = stdout.read(chunk); read >= 0; read = stdout.read(chunk)) {
                lastOutput = System.nanoTime();
                writable = writable && append(ByteBuffer.wrap(chunk, 0, read));
            }
        } catch (IOException e) {
            failed.accept(e);
        } finally {
            spool.finish();
        }
    }

    private boolean append(ByteBuffer bytes) {
        try {
            spool.append(bytes);
            return true;
        } catch (IOException e) {
            failed.accept(e);
            return false;
        }
    }
}
