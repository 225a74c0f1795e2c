package io.codemaster.api.requirement;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

import io.codemaster.api.identity.UserId;

/** Takes a text away from a requirement. Runs that have been ordered keep it. */
public record RemoveAttachment(
        @TargetAggregateIdentifier RequirementId requirementId, AttachmentId attachmentId, UserId removedBy)
        implements RequirementCommand {}
