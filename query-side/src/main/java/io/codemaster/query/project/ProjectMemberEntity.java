package io.codemaster.query.project;

import java.io.Serializable;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;

import io.codemaster.api.project.ProjectMemberAdded;
import io.codemaster.api.project.ProjectRole;

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

    ProjectMemberEntity() {}

    ProjectMemberEntity(ProjectMemberAdded event) {
        projectId = event.projectId().value();
        userId = event.userId().value();
        projectRole = event.role();
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
