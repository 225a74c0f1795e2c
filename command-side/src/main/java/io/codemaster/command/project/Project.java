package io.codemaster.command.project;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.createNew;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

import io.codemaster.api.identity.UserId;
import io.codemaster.api.project.AddProjectMember;
import io.codemaster.api.project.ArchiveProject;
import io.codemaster.api.project.BoardLimitsChanged;
import io.codemaster.api.project.CheckProject;
import io.codemaster.api.project.CheckProjectBudget;
import io.codemaster.api.project.CreateProject;
import io.codemaster.api.project.EditProject;
import io.codemaster.api.project.ProjectArchived;
import io.codemaster.api.project.ProjectBudget;
import io.codemaster.api.project.ProjectBudgetChanged;
import io.codemaster.api.project.ProjectCreated;
import io.codemaster.api.project.ProjectDescriptionChanged;
import io.codemaster.api.project.ProjectId;
import io.codemaster.api.project.ProjectMemberAdded;
import io.codemaster.api.project.ProjectMemberRemoved;
import io.codemaster.api.project.ProjectMemberRoleChanged;
import io.codemaster.api.project.ProjectRenamed;
import io.codemaster.api.project.ProjectRestored;
import io.codemaster.api.project.ProjectRole;
import io.codemaster.api.project.RemoveProjectMember;
import io.codemaster.api.project.RequirementNumberReserved;
import io.codemaster.api.project.ReserveRequirementNumber;
import io.codemaster.api.project.SetBoardLimits;
import io.codemaster.api.project.SetProjectBudget;
import io.codemaster.api.requirement.RequirementStatus;
import io.codemaster.api.shared.CommandRejected;
import io.codemaster.api.shared.ErrorCode;
import io.codemaster.command.shared.Versioned;

/** Requirements, repositories and the people who work on them. */
@Aggregate(snapshotTriggerDefinition = "projectSnapshots")
@Revision("2")
class Project implements Versioned {

    @AggregateIdentifier
    private ProjectId id;

    private String key;

    private String name;

    private @Nullable String description;

    private final Map<UserId, ProjectRole> members = new HashMap<>();

    private int lastRequirementNumber;

    private Map<RequirementStatus, Integer> boardLimits = Map.of();

    private @Nullable BigDecimal monthlyUsd;

    private @Nullable BigDecimal requirementUsd;

    private boolean archived;

    private long version;

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
    void handle(EditProject command) {
        if (archived && command.restore()) {
            apply(new ProjectRestored(id));
        }
        refuseWhenArchived();
        if (command.name() != null && !command.name().equals(name)) {
            apply(new ProjectRenamed(id, command.name()));
        }
        if (command.description() != null
                && !Objects.equals(command.description().to(), description)) {
            apply(new ProjectDescriptionChanged(id, command.description().to()));
        }
    }

    @CommandHandler
    void handle(ArchiveProject command) {
        if (!archived) {
            apply(new ProjectArchived(id));
        }
    }

    @CommandHandler
    boolean handle(AddProjectMember command) {
        refuseWhenArchived();
        var current = members.get(command.userId());
        if (current == null) {
            apply(new ProjectMemberAdded(id, command.userId(), command.role()));
        } else if (current != command.role()) {
            refuseLosingTheLastOwner(command.userId());
            apply(new ProjectMemberRoleChanged(id, command.userId(), command.role()));
        }
        return current == null;
    }

    @CommandHandler
    void handle(RemoveProjectMember command) {
        refuseWhenArchived();
        if (!members.containsKey(command.userId())) {
            throw new CommandRejected(
                    ErrorCode.PROJECT_MEMBER_NOT_FOUND, "This user is no member of the project.", "userId");
        }
        refuseLosingTheLastOwner(command.userId());
        apply(new ProjectMemberRemoved(id, command.userId()));
    }

    @CommandHandler
    void handle(CheckProject command) {
        refuseWhenArchived();
        if (command.assignee() != null && !members.containsKey(command.assignee())) {
            throw new CommandRejected(
                    ErrorCode.PROJECT_NOT_A_MEMBER,
                    "Only members of the project take over its requirements. Add this user to the project first.",
                    "assigneeId");
        }
    }

    @CommandHandler
    String handle(ReserveRequirementNumber command) {
        refuseWhenArchived();
        var number = lastRequirementNumber + 1;
        apply(new RequirementNumberReserved(id, number));
        return key + "-" + number;
    }

    @CommandHandler
    void handle(SetBoardLimits command) {
        refuseWhenArchived();
        if (!command.limits().equals(boardLimits)) {
            apply(new BoardLimitsChanged(id, command.limits()));
        }
    }

    @CommandHandler
    void handle(SetProjectBudget command) {
        refuseWhenArchived();
        if (!same(command.monthlyUsd(), monthlyUsd) || !same(command.requirementUsd(), requirementUsd)) {
            apply(new ProjectBudgetChanged(id, command.monthlyUsd(), command.requirementUsd()));
        }
    }

    private static boolean same(@Nullable BigDecimal one, @Nullable BigDecimal other) {
        if (one == null || other == null) {
            return one == null && other == null;
        }
        return one.compareTo(other) == 0;
    }

    @CommandHandler
    ProjectBudget handle(CheckProjectBudget command) {
        return new ProjectBudget(
                monthlyUsd,
                requirementUsd,
                members.entrySet().stream()
                        .filter(it -> it.getValue() == ProjectRole.OWNER)
                        .map(Map.Entry::getKey)
                        .sorted(Comparator.comparing(UserId::value))
                        .toList());
    }

    private void refuseWhenArchived() {
        if (archived) {
            throw new CommandRejected(
                    ErrorCode.PROJECT_ARCHIVED,
                    "The project %s is archived. An owner can restore it; then it can be changed again."
                            .formatted(key));
        }
    }

    private void refuseLosingTheLastOwner(UserId leaving) {
        var othersOwn = members.entrySet().stream()
                .anyMatch(
                        it -> it.getValue() == ProjectRole.OWNER && !it.getKey().equals(leaving));
        if (!othersOwn && members.get(leaving) == ProjectRole.OWNER) {
            throw new CommandRejected(
                    ErrorCode.PROJECT_LAST_OWNER,
                    "This is the project's last owner. Make another member an owner first.",
                    "userId");
        }
    }

    /**
     * Numbers are reserved, the board's limits and the budget set beside what a reader sees of the project, so they are no
     * reason to refuse an edit.
     */
    @Override
    public long version() {
        return version;
    }

    @EventSourcingHandler
    void on(ProjectCreated event, @SequenceNumber long sequence) {
        id = event.projectId();
        key = event.key();
        name = event.name();
        description = event.description();
        version = sequence;
    }

    @EventSourcingHandler
    void on(ProjectRenamed event, @SequenceNumber long sequence) {
        name = event.name();
        version = sequence;
    }

    @EventSourcingHandler
    void on(ProjectDescriptionChanged event, @SequenceNumber long sequence) {
        description = event.description();
        version = sequence;
    }

    @EventSourcingHandler
    void on(ProjectArchived event, @SequenceNumber long sequence) {
        archived = true;
        version = sequence;
    }

    @EventSourcingHandler
    void on(ProjectRestored event, @SequenceNumber long sequence) {
        archived = false;
        version = sequence;
    }

    @EventSourcingHandler
    void on(ProjectMemberAdded event, @SequenceNumber long sequence) {
        members.put(event.userId(), event.role());
        version = sequence;
    }

    @EventSourcingHandler
    void on(ProjectMemberRoleChanged event, @SequenceNumber long sequence) {
        members.put(event.userId(), event.role());
        version = sequence;
    }

    @EventSourcingHandler
    void on(ProjectMemberRemoved event, @SequenceNumber long sequence) {
        members.remove(event.userId());
        version = sequence;
    }

    @EventSourcingHandler
    void on(BoardLimitsChanged event) {
        boardLimits = event.limits();
    }

    @EventSourcingHandler
    void on(ProjectBudgetChanged event) {
        monthlyUsd = event.monthlyUsd();
        requirementUsd = event.requirementUsd();
    }

    @EventSourcingHandler
    void on(RequirementNumberReserved event) {
        lastRequirementNumber = event.number();
    }
}
