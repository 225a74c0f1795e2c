package io.codemaster.query.project;

import java.time.Instant;

import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.Timestamp;
import org.springframework.stereotype.Component;

import io.codemaster.api.project.ProjectCreated;
import io.codemaster.api.project.ProjectMemberAdded;

@Component
@ProcessingGroup("project-details")
class ProjectDetailsProjection {

    private final ProjectDetailsRepository projects;

    private final ProjectMemberRepository members;

    ProjectDetailsProjection(ProjectDetailsRepository projects, ProjectMemberRepository members) {
        this.projects = projects;
        this.members = members;
    }

    @EventHandler
    void on(ProjectCreated event, @Timestamp Instant at) {
        projects.save(new ProjectDetailsEntity(event, at));
    }

    @EventHandler
    void on(ProjectMemberAdded event) {
        members.save(new ProjectMemberEntity(event));
    }

    @ResetHandler
    void reset() {
        members.deleteAllInBatch();
        projects.deleteAllInBatch();
    }
}
