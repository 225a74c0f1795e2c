package io.codemaster.api.review;

import java.util.List;

import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.codegen.RevisionBrief;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.requirement.RequirementId;

/**
 * Somebody has decided of the change.
 *
 * @param number 1 for the change's first verdict
 * @param comment Markdown, null for nothing
 * @param followUpTaskId names the generation that is to follow, null unless the change needs revision
 * @param revision what the follow-up is to do, null unless the change needs revision
 */
@Revision("1")
public record ReviewSubmitted(
        ReviewId reviewId,
        CodegenTaskId taskId,
        RequirementId requirementId,
        String roundId,
        int number,
        Verdict verdict,
        @Nullable String comment,
        List<LineComment> lineComments,
        @Nullable CodegenTaskId followUpTaskId,
        UserId submittedBy,
        @Nullable RevisionBrief revision)
        implements ReviewEvent {

    /** A verdict that no revision follows. */
    public ReviewSubmitted(
            ReviewId reviewId,
            CodegenTaskId taskId,
            RequirementId requirementId,
            String roundId,
            int number,
            Verdict verdict,
            @Nullable String comment,
            List<LineComment> lineComments,
            @Nullable CodegenTaskId followUpTaskId,
            UserId submittedBy) {
        this(
                reviewId,
                taskId,
                requirementId,
                roundId,
                number,
                verdict,
                comment,
                lineComments,
                followUpTaskId,
                submittedBy,
                null);
    }
}
