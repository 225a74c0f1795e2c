package io.codemaster.api.repository;

import org.axonframework.commandhandling.RoutingKey;
import org.jspecify.annotations.Nullable;

/**
 * Checks the URL against the policy and reads the remote's branches with the credential; keeps the credential when that
 * worked. Answers {@link RemoteFacts}; refuses with the {@code repository.…} codes.
 *
 * @param gitUrl as the user wrote it
 * @param defaultBranch the branch that must exist, or null to take the remote's own
 * @param credential null for a repository that anybody may read and write
 */
public record ProveRepositoryAccess(
        @RoutingKey RepositoryId repositoryId,
        String gitUrl,
        Platform platform,
        @Nullable String defaultBranch,
        @Nullable SealedSecret credential)
        implements RepositoryTask {}
