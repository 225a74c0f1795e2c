package io.codemaster.api.requirement;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

import io.codemaster.api.identity.UserId;

/** Puts a text with a requirement, after it was kept. Refused when the requirement has as many as it may have. */
public record AddAttachment(
        @TargetAggregateIdentifier RequirementId requirementId, Attachment attachment, UserId addedBy)
        implements RequirementCommand {}
