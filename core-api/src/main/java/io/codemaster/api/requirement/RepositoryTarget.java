package io.codemaster.api.requirement;

import io.codemaster.api.repository.Platform;
import io.codemaster.api.repository.RepositoryId;

/**
 * The repository that a requirement is for, as it was linked when the requirement was written.
 *
 * @param defaultBranch where work starts unless the requirement names another branch
 */
public record RepositoryTarget(RepositoryId repositoryId, String gitUrl, Platform platform, String defaultBranch) {}
