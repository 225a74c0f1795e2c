package io.codemaster.api.requirement;

import org.axonframework.serialization.Revision;

import io.codemaster.api.identity.UserId;

/** A text goes with a requirement. */
@Revision("1")
public record AttachmentAdded(RequirementId requirementId, Attachment attachment, UserId addedBy)
        implements RequirementEvent {}
