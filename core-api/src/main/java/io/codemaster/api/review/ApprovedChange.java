package io.codemaster.api.review;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.identity.UserId;
import io.codemaster.api.inspection.ReviewAnswer;

/**
 * A change that people want merged, with what was said of it.
 *
 * @param ai the last AI review that came to a result, null when none did
 */
public record ApprovedChange(
        ReviewedChange change, @Nullable ReviewAnswer ai, List<Decision> decisions) {

    /** A verdict of a person, the oldest first. */
    public record Decision(
            UserId by, Verdict verdict, @Nullable String comment, int lineComments, Instant at) {}
}
