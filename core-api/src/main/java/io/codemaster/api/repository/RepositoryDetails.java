package io.codemaster.api.repository;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.project.ProjectId;

/** A linked repository; its credential is only ever described. */
public record RepositoryDetails(
        RepositoryId id,
        ProjectId projectId,
        String gitUrl,
        Platform platform,
        String defaultBranch,
        CredentialSummary credential,
        Instant linkedAt,
        boolean demo) {

    /**
     * Whether there is an access token.
     *
     * @param lastFour its last four characters, null without one
     */
    public record CredentialSummary(
            boolean present, @Nullable String lastFour) {}
}
