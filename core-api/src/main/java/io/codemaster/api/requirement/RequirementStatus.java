package io.codemaster.api.requirement;

/** Where a requirement is on its way. */
public enum RequirementStatus {
    DRAFT,
    GENERATING,
    GENERATED,
    IN_REVIEW,
    NEEDS_REVISION,
    APPROVED,
    REJECTED,
    MERGE_REQUESTED,
    MERGED,
    CLOSED
}
