package io.codemaster.api.repository;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

import io.codemaster.api.project.ProjectId;

/**
 * Links a repository whose access was proved. The pair of project and URL is claimed, so that it is linked once.
 *
 * @param gitUrl in its normal form
 * @param credentialLastFour the last four characters of the access token, null without one
 */
public record LinkRepository(
        RepositoryId repositoryId,
        ProjectId projectId,
        String gitUrl,
        Platform platform,
        String defaultBranch,
        @Nullable String credentialLastFour,
        boolean demo)
        implements RepositoryCommand {

    /** The claim decides whether the repository comes to be. */
    @TargetAggregateIdentifier
    public String claim() {
        return RepositoryUrl.claim(projectId, gitUrl);
    }
}
