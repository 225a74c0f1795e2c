package io.codemaster.api.repository;

/** Where a repository is hosted, which decides how a merge request is opened. */
public enum Platform {
    GITLAB,
    GITHUB,
    /** Plain git, without a platform's API. */
    GIT
}
