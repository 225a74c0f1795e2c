package io.codemaster.query.repository;

import java.time.Instant;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.project.ProjectId;
import io.codemaster.api.repository.Platform;
import io.codemaster.api.repository.RepositoryDetails;
import io.codemaster.api.repository.RepositoryDetails.CredentialSummary;
import io.codemaster.api.repository.RepositoryId;
import io.codemaster.api.repository.RepositoryLinked;
import io.codemaster.query.shared.Cursor;

@Entity
@Table(name = "repository_details")
class RepositoryDetailsEntity {

    @Id
    private String id;

    private String projectId;

    private String gitUrl;

    @Enumerated(EnumType.STRING)
    private Platform platform;

    private String defaultBranch;

    private @Nullable String credentialLastFour;

    private boolean demo;

    private Instant createdAt;

    @SuppressWarnings("UnusedVariable") // who asks for the version reads the column
    private long version;

    RepositoryDetailsEntity() {}

    RepositoryDetailsEntity(RepositoryLinked event, Instant at, long sequence) {
        id = event.repositoryId().value();
        projectId = event.projectId().value();
        gitUrl = event.gitUrl();
        platform = event.platform();
        defaultBranch = event.defaultBranch();
        credentialLastFour = event.credentialLastFour();
        demo = event.demo();
        createdAt = at;
        version = sequence;
    }

    void startsFrom(String branch, long sequence) {
        defaultBranch = branch;
        version = sequence;
    }

    void isOpenedBy(@Nullable String lastFour, long sequence) {
        credentialLastFour = lastFour;
        version = sequence;
    }

    Cursor place() {
        return new Cursor(createdAt, id);
    }

    RepositoryDetails view() {
        return new RepositoryDetails(
                new RepositoryId(id),
                new ProjectId(projectId),
                gitUrl,
                platform,
                defaultBranch,
                new CredentialSummary(credentialLastFour != null, credentialLastFour),
                createdAt,
                demo);
    }
}
