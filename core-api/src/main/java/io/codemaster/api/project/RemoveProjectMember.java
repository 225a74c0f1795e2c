package io.codemaster.api.project;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

import io.codemaster.api.identity.UserId;

/** Ends somebody's membership. Refused when it would take the last owner away. */
public record RemoveProjectMember(@TargetAggregateIdentifier ProjectId projectId, UserId userId)
        implements ProjectCommand {}
