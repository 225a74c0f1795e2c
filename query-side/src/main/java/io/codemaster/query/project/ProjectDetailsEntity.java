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

    @SuppressWarnings("UnusedVariable") // who asks for the version reads the column
    private long version;

    ProjectDetailsEntity() {}

    ProjectDetailsEntity(ProjectCreated event, Instant at, long sequence) {
        id = event.projectId().value();
        projectKey = event.key();
        name = event.name();
        description = event.description();
        demo = event.demo();
        createdAt = at;
        version = sequence;
    }

    String id() {
        return id;
    }

    void renamed(String to) {
        name = to;
    }

    void described(@Nullable String to) {
        description = to;
    }

    void archived(boolean now) {
        archived = now;
    }

    void at(long sequence) {
        version = sequence;
    }

    Cursor place() {
        return new Cursor(createdAt, id);
    }

    ProjectDetails view(@Nullable ProjectRole myRole, Counts counts) {
        return new ProjectDetails(
                new ProjectId(id),
                projectKey,
                name,
                description,
                archived,
                createdAt,
                myRole,
                counts.members(),
                counts.repositories(),
                counts.openRequirements(),
                demo);
    }

    /** What belongs to a project. */
    record Counts(long members, long repositories, long openRequirements) {}
}
