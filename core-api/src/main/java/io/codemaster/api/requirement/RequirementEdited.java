package io.codemaster.api.requirement;

import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

import io.codemaster.api.identity.UserId;
import io.codemaster.api.shared.Change;

/**
 * Parts of a requirement were written anew; only what became different is there.
 *
 * @param title null when it stays; the same of everything else
 * @param target the repository that the change is for; a change to nothing takes the choice back
 */
@Revision("1")
public record RequirementEdited(
        RequirementId requirementId,
        @Nullable String title,
        @Nullable String description,
        @Nullable Priority priority,
        @Nullable Change<RepositoryTarget> target,
        @Nullable Change<String> targetBranch,
        @Nullable Change<String> documentUrl,
        @Nullable Change<UserId> assigneeId,
        UserId editedBy)
        implements RequirementEvent {}
