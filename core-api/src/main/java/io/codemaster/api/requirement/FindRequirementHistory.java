package io.codemaster.api.requirement;

import io.codemaster.api.shared.PageRequest;

/**
 * Answers a {@code Page<RequirementHistoryEntry>}, newest first.
 *
 * @param idOrKey the requirement's id, or its key in any case
 */
public record FindRequirementHistory(String idOrKey, PageRequest page) implements RequirementQuery {}
