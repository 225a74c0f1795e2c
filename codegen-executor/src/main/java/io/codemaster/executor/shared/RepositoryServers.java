package io.codemaster.executor.shared;

import java.net.URI;
import java.util.List;

import io.codemaster.api.repository.Platform;
import io.codemaster.api.repository.RepositoryId;

/** Which servers of repositories may be talked to, and what their branches are, for whoever is not git itself. */
public interface RepositoryServers {

    /**
     * Where a repository is.
     *
     * @throws MergeTrouble when its address is not allowed
     */
    Place place(String gitUrl) throws MergeTrouble;

    /**
     * Checks an address of a platform's interface by the rules for repositories, at this moment: name, scheme and where
     * the name leads. Java's resolver remembers the answer for longer than it takes to connect, so the connection goes
     * to what was checked.
     *
     * @throws MergeTrouble when nothing may be sent there
     */
    void check(URI address) throws MergeTrouble;

    /** How two branches stand on the server now. */
    Standing look(Branches branches) throws MergeTrouble;

    /**
     * Merges the source into the target and pushes the merge commit, unless either branch has moved. Never forces.
     *
     * @return the full SHA-1 that the target is at
     */
    String merge(Branches branches, String message) throws MergeTrouble;

    /**
     * A repository's address in its normal form.
     *
     * @param host lower case; an IPv6 address in brackets
     * @param port always a number
     * @param path starts with {@code /} and does not end with it
     */
    record Place(String scheme, String host, int port, String path) {

        /** Scheme, host and port; without the port where it is the scheme's own. */
        public String server() {
            boolean usual = port == (scheme.equals("https") ? 443 : 80);
            return scheme + "://" + host + (usual ? "" : ":" + port);
        }
    }

    /**
     * What is to be merged.
     *
     * @param headCommit what the source branch was at when it was approved
     */
    record Branches(
            RepositoryId repositoryId,
            String gitUrl,
            Platform platform,
            String sourceBranch,
            String targetBranch,
            String headCommit) {}

    /**
     * How two branches stand.
     *
     * @param sourceHead what the source branch is at
     * @param targetHead what the target branch is at
     * @param merged whether the target has all that was approved
     * @param conflicts the files that cannot be merged by themselves
     */
    record Standing(String sourceHead, String targetHead, boolean merged, List<String> conflicts) {}
}
