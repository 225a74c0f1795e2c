package io.codemaster.query.project;

import java.time.Instant;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.project.ProjectCreated;
import io.codemaster.api.project.ProjectDetails;
import io.codemaster.api.project.ProjectId;
import io.codemaster.api.project.ProjectRole;
import io.codemaster.query.shared.Cursor;

@Entity
@Table(name = "project_details")
class ProjectDetailsEntity {

    @Id
    private String id;

    private String projectKey;

    private String name;

    private @Nullable String description;

    private boolean archived;

    private boolean demo;

    private Instant createdAt;

    ProjectDetailsEntity() {}

    ProjectDetailsEntity(ProjectCreated event, Instant at) {
        id = event.projectId().value();
        projectKey = event.key();
        name = event.name();
        description = event.description();
        demo = event.demo();
        createdAt = at;
    }

    String id() {
        return id;
    }

    Cursor place() {
        return new Cursor(createdAt, id);
    }

    ProjectDetails view(@Nullable ProjectRole myRole, long openRequirements) {
        return new ProjectDetails(
                new ProjectId(id), projectKey, name, description, archived, createdAt, myRole, openRequirements, demo);
    }
}
