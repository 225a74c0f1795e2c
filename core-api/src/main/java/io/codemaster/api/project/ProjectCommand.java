package io.codemaster.api.project;

/** Everything a project can be asked to do. */
public sealed interface ProjectCommand
        permits CreateProject,
                EditProject,
                ArchiveProject,
                AddProjectMember,
                RemoveProjectMember,
                CheckProject,
                ReserveRequirementNumber,
                SetBoardLimits,
                SetProjectBudget,
                CheckProjectBudget {

    ProjectId projectId();
}
