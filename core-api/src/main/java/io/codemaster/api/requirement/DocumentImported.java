package io.codemaster.api.requirement;

import org.axonframework.serialization.Revision;

import io.codemaster.api.identity.UserId;

/** The requirement has this document, in place of the one before. */
@Revision("1")
public record DocumentImported(RequirementId requirementId, DocumentContent document, UserId importedBy)
        implements RequirementEvent {}
