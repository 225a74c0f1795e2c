package io.codemaster.api.requirement;

import org.axonframework.serialization.Revision;

import io.codemaster.api.identity.UserId;

/** A text does not go with a requirement any more. */
@Revision("1")
public record AttachmentRemoved(RequirementId requirementId, AttachmentId attachmentId, String name, UserId removedBy)
        implements RequirementEvent {}
