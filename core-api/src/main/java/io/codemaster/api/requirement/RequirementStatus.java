package io.codemaster.api.requirement;

import java.util.EnumSet;
import java.util.Set;

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
    CLOSED;

    /** The one table of allowed changes: what may come right after this status. */
    public Set<RequirementStatus> next() {
        return switch (this) {
            case DRAFT -> EnumSet.of(GENERATING, CLOSED);
            // a follow-up that fails leaves the change as it was sent back
            case GENERATING -> EnumSet.of(DRAFT, GENERATED, NEEDS_REVISION);
            case GENERATED -> EnumSet.of(GENERATING, IN_REVIEW, NEEDS_REVISION, APPROVED, REJECTED, CLOSED);
            case IN_REVIEW -> EnumSet.of(GENERATING, NEEDS_REVISION, APPROVED, REJECTED, CLOSED);
            case NEEDS_REVISION -> EnumSet.of(GENERATING, CLOSED);
            case APPROVED -> EnumSet.of(GENERATING, NEEDS_REVISION, REJECTED, MERGE_REQUESTED, CLOSED);
            case REJECTED -> EnumSet.of(GENERATING, CLOSED);
            // a merge request can be closed on the platform without being merged
            case MERGE_REQUESTED -> EnumSet.of(APPROVED, NEEDS_REVISION, MERGED, CLOSED);
            case MERGED -> EnumSet.noneOf(RequirementStatus.class);
            // reopened, with code or without
            case CLOSED -> EnumSet.of(DRAFT, GENERATED);
        };
    }

    /** Whether nothing more is expected of the requirement, unless somebody takes it up again. */
    public boolean isEnd() {
        return this == MERGED || this == CLOSED || this == REJECTED;
    }

    /** Whether the table allows this change. */
    public boolean mayBecome(RequirementStatus status) {
        return next().contains(status);
    }
}
