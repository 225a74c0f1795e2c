package io.codemaster.api.requirement;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.identity.UserId;

/** Says that somebody has begun to judge a generation's change. Said too late or again it changes nothing. */
public record BeginReview(@TargetAggregateIdentifier RequirementId requirementId, CodegenTaskId taskId, UserId begunBy)
        implements RequirementCommand {}
