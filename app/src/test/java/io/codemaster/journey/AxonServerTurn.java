package io.codemaster.journey;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The tests run in several processes, and there is one Axon Server for all of them, which some of them empty: one test has it
 * at a time.
 */
final class AxonServerTurn implements BeforeEachCallback, AfterEachCallback {

    /** Whose address comes from outside, as host:port; null where there is none. */
    static final @Nullable String SERVER = System.getenv("CODEMASTER_TEST_AXONSERVER");

    private static final Path LOCK = Path.of(System.getProperty("java.io.tmpdir"), "codemaster-test-axonserver.lock");

    private @Nullable FileChannel held;

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        if (SERVER != null) {
            held = FileChannel.open(LOCK, CREATE, WRITE);
            held.lock();
        }
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        if (held != null) {
            held.close();
        }
    }
}
