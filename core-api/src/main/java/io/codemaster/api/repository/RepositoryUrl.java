package io.codemaster.api.repository;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

import io.codemaster.api.project.ProjectId;

/** What it is called that a project has linked a URL. */
public final class RepositoryUrl {

    private RepositoryUrl() {}

    /** A URL can be longer than an identifier may be, so its name-based UUID stands for it. */
    public static String claim(ProjectId projectId, String gitUrl) {
        return "repository-url:" + projectId + ":" + UUID.nameUUIDFromBytes(gitUrl.getBytes(StandardCharsets.UTF_8));
    }
}
