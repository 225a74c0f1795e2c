package io.codemaster.query.review;

import java.security.Principal;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.requirement.FindRequirement;
import io.codemaster.api.requirement.RequirementDetails;
import io.codemaster.api.requirement.RequirementStatus;
import io.codemaster.api.review.FindReview;
import io.codemaster.api.review.ReviewDetails;
import io.codemaster.api.review.Verdict;
import io.codemaster.api.shared.ErrorCode;
import io.codemaster.query.shared.Answers;
import io.codemaster.query.shared.ReviewRights;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;

@RestController
@RequestMapping("/api/v1/codegen/{id}/reviews")
@Tag(name = "Reviews")
class ReviewQueryController {

    private static final Set<RequirementStatus> TO_BE_JUDGED = EnumSet.of(
            RequirementStatus.GENERATED,
            RequirementStatus.IN_REVIEW,
            RequirementStatus.APPROVED,
            RequirementStatus.MERGE_REQUESTED);

    private final QueryGateway queries;

    private final ReviewRights rights;

    ReviewQueryController(QueryGateway queries, ReviewRights rights) {
        this.queries = queries;
        this.rights = rights;
    }

    @GetMapping
    @Operation(
            operationId = "findReviews",
            summary = "What is said of a generation's change",
            description = "The AI reviews of this change, and people's reviews from the first round up to this one.")
    CompletableFuture<ReviewDetails> findReviews(
            @PathVariable("id") CodegenTaskId taskId, @Parameter(hidden = true) Principal reader) {
        return Answers.one(
                        queries,
                        new FindReview(taskId, new UserId(reader.getName())),
                        ReviewDetails.class,
                        "There is no such generation.")
                .thenCompose(review -> queries.query(
                                new FindRequirement(review.requirementId().value()),
                                ResponseTypes.optionalInstanceOf(RequirementDetails.class))
                        .thenApply(requirement -> allowed(review, requirement, reader)));
    }

    /** What the reader may do now, by their role, by where the requirement stands, and by who asked for the change. */
    private ReviewDetails allowed(ReviewDetails review, Optional<RequirementDetails> requirement, Principal reader) {
        if (!rights.mayDecide(reader, review.taskId())) {
            return review.allowing(false, false, "access.forbidden");
        }
        var open = requirement
                .filter(it -> review.taskId().equals(it.reviewTaskId()) && TO_BE_JUDGED.contains(it.status()))
                .isPresent();
        if (!open) {
            return review.allowing(false, false, ErrorCode.REVIEW_NOT_OPEN.code());
        }
        if (review.verdict() == Verdict.APPROVED) {
            return review.allowing(true, false, ErrorCode.REVIEW_NOT_OPEN.code());
        }
        var requester = review.requestedBy();
        var own = requester != null && requester.id().value().equals(reader.getName());
        return rights.fourEyes() && own
                ? review.allowing(true, false, ErrorCode.REVIEW_FOUR_EYES.code())
                : review.allowing(true, true, null);
    }
}
