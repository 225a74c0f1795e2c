package io.codemaster.api.review;

import java.util.List;

import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.requirement.RequirementId;

/**
 * Somebody has decided of the change.
 *
 * @param number 1 for the change's first verdict
 * @param comment Markdown, null for nothing
 * @param followUpTaskId names the generation that is to follow, null unless the change needs revision
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
        UserId submittedBy)
        implements ReviewEvent {}
