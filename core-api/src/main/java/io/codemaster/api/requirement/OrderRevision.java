package io.codemaster.api.requirement;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.codegen.GenerationOptions;
import io.codemaster.api.codegen.RevisionBrief;
import io.codemaster.api.identity.UserId;

/**
 * Asks for the follow-up of a change that was sent back; answers the
 * {@link io.codemaster.api.codegen.GenerationOrder}. Asked again it changes nothing. Refused with
 * {@code review.not-open} when the requirement waits for no revision of that change any more.
 */
public record OrderRevision(
        @TargetAggregateIdentifier RequirementId requirementId,
        CodegenTaskId followUpTaskId,
        RevisionBrief revision,
        GenerationOptions options,
        UserId orderedBy)
        implements RequirementCommand {}
