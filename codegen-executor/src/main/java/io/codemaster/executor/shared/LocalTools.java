package io.codemaster.executor.shared;

import java.util.Optional;

/** The programs of this machine that the product runs beside the agent. */
public interface LocalTools {

    /** What git says of its version; empty when there is none. */
    Optional<String> gitVersion();
}
