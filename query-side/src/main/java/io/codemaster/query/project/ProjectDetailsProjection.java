package io.codemaster.query.project;

import java.time.Instant;
import java.util.function.Consumer;

import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.springframework.stereotype.Component;

import io.codemaster.api.identity.UserId;
import io.codemaster.api.project.ProjectArchived;
import io.codemaster.api.project.ProjectCreated;
import io.codemaster.api.project.ProjectDescriptionChanged;
import io.codemaster.api.project.ProjectId;
import io.codemaster.api.project.ProjectMemberAdded;
import io.codemaster.api.project.ProjectMemberRemoved;
import io.codemaster.api.project.ProjectMemberRoleChanged;
import io.codemaster.api.project.ProjectRenamed;
import io.codemaster.api.project.ProjectRestored;
import io.codemaster.query.shared.RightsChanges;

@Component
@ProcessingGroup("project-details")
class ProjectDetailsProjection {

    private final ProjectDetailsRepository projects;

    private final ProjectMemberRepository members;

    private final RightsChanges rights;

    ProjectDetailsProjection(ProjectDetailsRepository projects, ProjectMemberRepository members, RightsChanges rights) {
        this.projects = projects;
        this.members = members;
        this.rights = rights;
    }

    @EventHandler
    void on(ProjectCreated event, @Timestamp Instant at, @SequenceNumber long version) {
        projects.save(new ProjectDetailsEntity(event, at, version));
    }

    @EventHandler
    void on(ProjectRenamed event, @SequenceNumber long version) {
        update(event.projectId(), version, it -> it.renamed(event.name()));
    }

    @EventHandler
    void on(ProjectDescriptionChanged event, @SequenceNumber long version) {
        update(event.projectId(), version, it -> it.described(event.description()));
    }

    @EventHandler
    void on(ProjectArchived event, @SequenceNumber long version) {
        update(event.projectId(), version, it -> it.archived(true));
    }

    @EventHandler
    void on(ProjectRestored event, @SequenceNumber long version) {
        update(event.projectId(), version, it -> it.archived(false));
    }

    @EventHandler
    void on(ProjectMemberAdded event, @Timestamp Instant at, @SequenceNumber long version) {
        members.save(new ProjectMemberEntity(event, at));
        update(event.projectId(), version, it -> {});
    }

    @EventHandler
    void on(ProjectMemberRoleChanged event, @SequenceNumber long version) {
        members.findById(key(event.projectId(), event.userId())).ifPresent(it -> {
            it.changed(event.role());
            members.save(it);
        });
        update(event.projectId(), version, it -> {});
        rights.announce(event.userId());
    }

    @EventHandler
    void on(ProjectMemberRemoved event, @SequenceNumber long version) {
        members.deleteById(key(event.projectId(), event.userId()));
        update(event.projectId(), version, it -> {});
        rights.announce(event.userId());
    }

    @ResetHandler
    void reset() {
        members.deleteAllInBatch();
        projects.deleteAllInBatch();
    }

    private static ProjectMemberEntity.Key key(ProjectId project, UserId user) {
        return new ProjectMemberEntity.Key(project.value(), user.value());
    }

    private void update(ProjectId id, long version, Consumer<ProjectDetailsEntity> change) {
        projects.findById(id.value()).ifPresent(it -> {
            change.accept(it);
            it.at(version);
            projects.save(it);
        });
    }
}
