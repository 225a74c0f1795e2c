package io.codemaster.api.requirement;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

import io.codemaster.api.identity.UserId;

/** Takes a document that was read over into the requirement. Answers {@link ImportedDocument}. */
public record ImportDocument(
        @TargetAggregateIdentifier RequirementId requirementId, DocumentContent document, UserId importedBy)
        implements RequirementCommand {}
