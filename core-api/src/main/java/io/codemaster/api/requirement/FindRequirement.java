package io.codemaster.api.requirement;

/**
 * Answers an {@code Optional<RequirementDetails>}.
 *
 * @param idOrKey the requirement's id, or its key in any case
 */
public record FindRequirement(String idOrKey) implements RequirementQuery {}
