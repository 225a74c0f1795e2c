package io.codemaster.api.requirement;

/** Everything a requirement can be asked to do. */
public sealed interface RequirementCommand
        permits SubmitRequirement, CheckOrder, OrderGeneration, ResumeGeneration, ConcludeGeneration, ImportDocument {

    RequirementId requirementId();
}
