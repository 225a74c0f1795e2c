package io.codemaster.api.project;

/** Everything that can become true of a project. */
public sealed interface ProjectEvent
        permits ProjectCreated, ProjectKeyClaimed, ProjectMemberAdded, RequirementNumberReserved {

    ProjectId projectId();
}
