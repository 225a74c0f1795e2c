package io.codemaster.executor.git;

import java.util.Set;

/** More {@code host[:port]} to trust like {@code codemaster.git.insecure-hosts}, known only once the product runs. */
@FunctionalInterface
public interface TrustedHosts {

    Set<String> hosts();
}
