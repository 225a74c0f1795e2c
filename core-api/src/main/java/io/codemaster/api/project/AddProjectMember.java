package io.codemaster.api.project;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

import io.codemaster.api.identity.UserId;

/**
 * Gives somebody a role in a project, in place of the one they may have there. Answers a {@code Boolean}: whether they
 * were no member before. Refused when it would take the last owner away.
 */
public record AddProjectMember(@TargetAggregateIdentifier ProjectId projectId, UserId userId, ProjectRole role)
        implements ProjectCommand {}
