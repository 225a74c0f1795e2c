package io.codemaster.api.repository;

import io.codemaster.api.project.ProjectId;

/** A repository as it is linked now. */
public record LinkedRepository(
        RepositoryId repositoryId, ProjectId projectId, String gitUrl, Platform platform, String defaultBranch) {

    /** The name under which the pair of project and URL is claimed. */
    public String claim() {
        return RepositoryUrl.claim(projectId, gitUrl);
    }
}
