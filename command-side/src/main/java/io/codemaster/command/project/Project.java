package io.codemaster.command.project;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.createNew;

import java.util.HashMap;
import java.util.Map;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;

import io.codemaster.api.identity.UserId;
import io.codemaster.api.project.AddProjectMember;
import io.codemaster.api.project.CreateProject;
import io.codemaster.api.project.ProjectCreated;
import io.codemaster.api.project.ProjectId;
import io.codemaster.api.project.ProjectMemberAdded;
import io.codemaster.api.project.ProjectRole;
import io.codemaster.api.project.RequirementNumberReserved;
import io.codemaster.api.project.ReserveRequirementNumber;
import io.codemaster.api.shared.CommandRejected;
import io.codemaster.api.shared.ErrorCode;

/** Requirements, repositories and the people who work on them. */
@Aggregate(snapshotTriggerDefinition = "projectSnapshots")
class Project {

    @AggregateIdentifier
    private ProjectId id;

    private String key;

    private final Map<UserId, ProjectRole> members = new HashMap<>();

    private int lastRequirementNumber;

    Project() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    void handle(CreateProject command) throws Exception {
        apply(new ProjectCreated(
                command.projectId(),
                command.key(),
                command.name(),
                command.description(),
                command.createdBy(),
                command.demo()));
        apply(new ProjectMemberAdded(command.projectId(), command.createdBy(), ProjectRole.OWNER));
        createNew(ProjectKeyClaim.class, () -> new ProjectKeyClaim(command.projectId(), command.key()));
    }

    @CommandHandler
    void handle(AddProjectMember command) {
        if (members.containsKey(command.userId())) {
            throw new CommandRejected(
                    ErrorCode.PROJECT_MEMBER_EXISTS, "This user is a member of the project already.", "userId");
        }
        apply(new ProjectMemberAdded(id, command.userId(), command.role()));
    }

    @CommandHandler
    String handle(ReserveRequirementNumber command) {
        var number = lastRequirementNumber + 1;
        apply(new RequirementNumberReserved(id, number));
        return key + "-" + number;
    }

    @EventSourcingHandler
    void on(ProjectCreated event) {
        id = event.projectId();
        key = event.key();
    }

    @EventSourcingHandler
    void on(ProjectMemberAdded event) {
        members.put(event.userId(), event.role());
    }

    @EventSourcingHandler
    void on(RequirementNumberReserved event) {
        lastRequirementNumber = event.number();
    }
}
