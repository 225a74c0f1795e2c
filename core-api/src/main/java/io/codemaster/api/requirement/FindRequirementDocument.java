package io.codemaster.api.requirement;

/**
 * Answers an {@code Optional<RequirementDocument>}.
 *
 * @param idOrKey the requirement's id, or its key in any case
 */
public record FindRequirementDocument(String idOrKey) implements RequirementQuery {}
