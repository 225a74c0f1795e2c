package io.codemaster.api.requirement;

/** Everything that can be asked to read about requirements. */
public sealed interface RequirementQuery
        permits FindRequirement, FindRequirements, FindRequirementHistory, FindAttachment, FindRequirementDocument {}
