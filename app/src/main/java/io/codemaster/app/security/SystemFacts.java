package io.codemaster.app.security;

import java.util.Optional;

/** What only another part of the product knows about the machine it runs on. */
public interface SystemFacts {

    /** The version of the agent's command line, when one is installed. */
    Optional<String> cliVersion();
}
