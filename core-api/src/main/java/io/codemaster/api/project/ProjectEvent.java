package io.codemaster.api.project;

/** Everything that can become true of a project. */
public sealed interface ProjectEvent
        permits ProjectCreated,
                ProjectKeyClaimed,
                ProjectRenamed,
                ProjectDescriptionChanged,
                ProjectArchived,
                ProjectRestored,
                ProjectMemberAdded,
                ProjectMemberRoleChanged,
                ProjectMemberRemoved,
                RequirementNumberReserved,
                BoardLimitsChanged,
                ProjectBudgetChanged {

    ProjectId projectId();
}
