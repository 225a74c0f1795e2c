package io.codemaster.api.project;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

import io.codemaster.api.shared.Change;

/**
 * Changes what a project is called and says of itself.
 *
 * @param name null when it stays
 * @param description null when it stays
 * @param restore whether an archived project is taken out of the archive first
 */
public record EditProject(
        @TargetAggregateIdentifier ProjectId projectId,
        @Nullable String name,
        @Nullable Change<String> description,
        boolean restore)
        implements ProjectCommand {}
