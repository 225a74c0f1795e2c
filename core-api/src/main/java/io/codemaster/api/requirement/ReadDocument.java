package io.codemaster.api.requirement;

import org.axonframework.commandhandling.RoutingKey;

/**
 * Checks a link and reads the document behind it; keeps the text. Answers {@link DocumentContent}; refuses with the
 * {@code document.…} codes.
 *
 * @param url as the user wrote it
 */
public record ReadDocument(@RoutingKey RequirementId requirementId, String url) implements RequirementTask {}
