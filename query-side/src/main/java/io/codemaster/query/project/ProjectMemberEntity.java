package io.codemaster.query.project;

import java.io.Serializable;
import java.time.Instant;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;

import io.codemaster.api.identity.UserId;
import io.codemaster.api.project.ProjectMember;
import io.codemaster.api.project.ProjectMemberAdded;
import io.codemaster.api.project.ProjectRole;
import io.codemaster.query.shared.Cursor;
import io.codemaster.query.shared.PeopleDetails;

@Entity
@Table(name = "project_member")
@IdClass(ProjectMemberEntity.Key.class)
class ProjectMemberEntity {

    @Id
    private String projectId;

    @Id
    private String userId;

    @Enumerated(EnumType.STRING)
    private ProjectRole projectRole;

    private Instant addedAt;

    ProjectMemberEntity() {}

    ProjectMemberEntity(ProjectMemberAdded event, Instant at) {
        projectId = event.projectId().value();
        userId = event.userId().value();
        projectRole = event.role();
        addedAt = at;
    }

    void changed(ProjectRole role) {
        projectRole = role;
    }

    String userId() {
        return userId;
    }

    Cursor place() {
        return new Cursor(addedAt, userId);
    }

    ProjectMember view(PeopleDetails.Person person) {
        return new ProjectMember(
                new UserId(userId), person.name(), person.email(), person.avatarUrl(), projectRole, addedAt);
    }

    String projectId() {
        return projectId;
    }

    ProjectRole role() {
        return projectRole;
    }

    /** Who in which project. */
    record Key(String projectId, String userId) implements Serializable {}
}
