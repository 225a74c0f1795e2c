package io.codemaster.api.project;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

import io.codemaster.api.identity.UserId;

/**
 * Creates a project and claims its key. The creator becomes its first owner.
 *
 * @param key 2 to 10 of A–Z and 0–9; the prefix of its requirements' keys
 * @param description Markdown, null when there is none
 * @param demo whether the product made it for its demonstration
 */
public record CreateProject(
        @TargetAggregateIdentifier ProjectId projectId,
        String key,
        String name,
        @Nullable String description,
        UserId createdBy,
        boolean demo)
        implements ProjectCommand {}
