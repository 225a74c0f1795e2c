package io.codemaster.executor.shared;

import java.time.Instant;
import java.util.Optional;

/** Opens the way to the model for one run, without the real credential. */
public interface ModelAccess {

    /** Opens a way that only this run can use. */
    Grant open(AttemptKey key);

    /** Whether the scripted demo model answers. */
    boolean isDemo();

    /** A way to the model; closing it makes its token worthless at once. */
    interface Grant extends AutoCloseable {

        /** The base URL on loopback, without a trailing slash. */
        String baseUrl();

        /** The run's own token; worth nothing elsewhere. */
        String token();

        /** How many requests went through so far. */
        long requests();

        /** When the limit passes that the model last told this run of; empty when it told of none. */
        Optional<Instant> limitedUntil();

        @Override
        void close();
    }
}
