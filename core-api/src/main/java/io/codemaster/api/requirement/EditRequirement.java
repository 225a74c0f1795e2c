package io.codemaster.api.requirement;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

import io.codemaster.api.identity.UserId;
import io.codemaster.api.shared.Change;

/**
 * Writes parts of a requirement anew. What has the value already stays.
 *
 * @param title null when it stays; the same of everything else
 * @param target the repository that the change is for; a change to nothing takes the choice back
 */
public record EditRequirement(
        @TargetAggregateIdentifier RequirementId requirementId,
        @Nullable String title,
        @Nullable String description,
        @Nullable Priority priority,
        @Nullable Change<RepositoryTarget> target,
        @Nullable Change<String> targetBranch,
        @Nullable Change<String> documentUrl,
        @Nullable Change<UserId> assigneeId,
        UserId editedBy)
        implements RequirementCommand {}
