package io.codemaster.executor.git;

import java.util.Set;

/** More {@code host[:port]} to trust like {@code codemaster.git.insecure-hosts}, known only once the product runs. */
@FunctionalInterface
public interface TrustedHosts {

    Set<String> hosts();

    /** Where a repository is now that was linked under this URL; the same URL unless it has moved. */
    default String locate(String gitUrl) {
        return gitUrl;
    }
}
