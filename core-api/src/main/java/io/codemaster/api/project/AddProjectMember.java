package io.codemaster.api.project;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

import io.codemaster.api.identity.UserId;

/** Makes somebody a member of a project. Refused when they are one already. */
public record AddProjectMember(@TargetAggregateIdentifier ProjectId projectId, UserId userId, ProjectRole role)
        implements ProjectCommand {}
