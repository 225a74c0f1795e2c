package io.codemaster.api.mergerequest;

import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

import io.codemaster.api.requirement.RequirementId;

/**
 * The platform was looked at, and something but the state was different; a failure from before has passed.
 *
 * @param mergeable null while nobody knows
 */
@Revision("1")
public record MergeRequestChecked(
        MergeRequestId mergeRequestId,
        RequirementId requirementId,
        String headCommit,
        @Nullable Boolean mergeable) implements MergeRequestEvent {}
