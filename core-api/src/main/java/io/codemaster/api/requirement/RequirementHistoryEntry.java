package io.codemaster.api.requirement;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * One thing that happened to a requirement.
 *
 * @param version the requirement's version since then
 * @param by who did it; of what a generation did, who asked for the generation
 */
public record RequirementHistoryEntry(
        long version, Instant at, RequirementDetails.Author by, Kind kind, List<FieldChange> changes) {

    /** What happened. */
    public enum Kind {
        SUBMITTED,
        EDITED,
        CLOSED,
        REOPENED,
        DOCUMENT_IMPORTED,
        ATTACHMENT_ADDED,
        ATTACHMENT_REMOVED,
        GENERATION_ORDERED,
        GENERATION_CONCLUDED,
        REVIEW_BEGUN,
        JUDGED,
        MERGE_MOVED
    }

    /** What became of one field, as people read it: people by their names, repositories by their URLs. */
    public record FieldChange(
            String field, @Nullable String before, @Nullable String after) {}
}
