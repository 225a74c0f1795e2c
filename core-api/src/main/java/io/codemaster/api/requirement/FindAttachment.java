package io.codemaster.api.requirement;

/**
 * Answers an {@code Optional<Attachment>} of this requirement.
 *
 * @param idOrKey the requirement's id, or its key in any case
 */
public record FindAttachment(String idOrKey, AttachmentId attachmentId) implements RequirementQuery {}
