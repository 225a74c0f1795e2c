package io.codemaster.command.review;

import java.security.Principal;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.requirement.BeginReview;
import io.codemaster.api.requirement.RequirementId;
import io.codemaster.api.review.CheckComment;
import io.codemaster.api.review.DiscardReviewDraft;
import io.codemaster.api.review.DismissFinding;
import io.codemaster.api.review.MarkComment;
import io.codemaster.api.review.RestoreFinding;
import io.codemaster.api.review.ReviewDraft;
import io.codemaster.api.review.ReviewDraft.DraftComment;
import io.codemaster.api.review.ReviewId;
import io.codemaster.api.review.SaveReviewDraft;
import io.codemaster.api.review.Side;
import io.codemaster.api.review.Verdict;
import io.codemaster.command.shared.AbsenceRefusal;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

/**
 * What reviewers note before and after a verdict. That the requirement is in review from then on the process sees to by
 * itself; asking for it here too makes it readable when the answer arrives.
 */
@RestController
@RequestMapping("/api/v1/codegen/{id}/reviews")
@Tag(name = "Reviews")
class ReviewNoteCommandController {

    private final CommandGateway commands;

    ReviewNoteCommandController(CommandGateway commands) {
        this.commands = commands;
    }

    @PutMapping("/draft")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "saveReviewDraft", summary = "Keep a review that is not submitted yet, for oneself")
    CompletableFuture<ResponseEntity<Void>> saveReviewDraft(
            @PathVariable("id") CodegenTaskId taskId, @Valid @RequestBody DraftRequest request, Principal caller) {
        var reviewer = new UserId(caller.getName());
        return begun(taskId, reviewer, new SaveReviewDraft(ReviewId.of(taskId), request.draft(), reviewer));
    }

    @DeleteMapping("/draft")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "discardReviewDraft", summary = "Throw one's own draft away")
    CompletableFuture<ResponseEntity<Void>> discardReviewDraft(
            @PathVariable("id") CodegenTaskId taskId, Principal caller) {
        return done(new DiscardReviewDraft(ReviewId.of(taskId), new UserId(caller.getName())));
    }

    @PutMapping("/ai/{reviewId}/issues/{issueId}/dismissal")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "dismissFinding", summary = "Put a finding of the AI review aside")
    CompletableFuture<ResponseEntity<Void>> dismissFinding(
            @PathVariable("id") CodegenTaskId taskId,
            @PathVariable("reviewId") CodegenTaskId runId,
            @PathVariable("issueId") String findingId,
            @Valid @RequestBody DismissalRequest request,
            Principal caller) {
        var reviewer = new UserId(caller.getName());
        return begun(
                taskId,
                reviewer,
                new DismissFinding(
                        ReviewId.of(taskId), runId, findingId, request.reason().strip(), reviewer));
    }

    @DeleteMapping("/ai/{reviewId}/issues/{issueId}/dismissal")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "restoreFinding", summary = "Let a finding that was put aside count again")
    CompletableFuture<ResponseEntity<Void>> restoreFinding(
            @PathVariable("id") CodegenTaskId taskId,
            @PathVariable("reviewId") CodegenTaskId runId,
            @PathVariable("issueId") String findingId,
            Principal caller) {
        return done(new RestoreFinding(ReviewId.of(taskId), runId, findingId, new UserId(caller.getName())));
    }

    /** A follow-up's page shows the comments of the rounds before, so a comment is looked for there too. */
    @PutMapping("/human/{roundId}/comments/{commentId}/addressed")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "markComment", summary = "Say whether a comment has been followed")
    CompletableFuture<ResponseEntity<Void>> markComment(
            @PathVariable("id") CodegenTaskId taskId,
            @PathVariable("roundId") String roundId,
            @PathVariable("commentId") String commentId,
            @Valid @RequestBody AddressedRequest request,
            Principal caller) {
        return AbsenceRefusal.explain(place(ReviewId.of(taskId), roundId, commentId), NothingDelivered.refusal())
                .thenCompose(reviewId -> done(new MarkComment(
                        reviewId, roundId, commentId, request.addressed(), new UserId(caller.getName()))));
    }

    private CompletableFuture<ReviewId> place(ReviewId reviewId, String roundId, String commentId) {
        return commands.<ReviewId>send(new CheckComment(reviewId, roundId, commentId))
                .thenCompose(next -> next.equals(reviewId)
                        ? CompletableFuture.completedFuture(reviewId)
                        : place(next, roundId, commentId));
    }

    private CompletableFuture<ResponseEntity<Void>> begun(CodegenTaskId taskId, UserId reviewer, Object command) {
        return AbsenceRefusal.explain(commands.<RequirementId>send(command), NothingDelivered.refusal())
                .thenCompose(requirement -> commands.send(new BeginReview(requirement, taskId, reviewer)))
                .thenApply(done -> ResponseEntity.noContent().build());
    }

    private CompletableFuture<ResponseEntity<Void>> done(Object command) {
        return AbsenceRefusal.explain(commands.send(command), NothingDelivered.refusal())
                .thenApply(done -> ResponseEntity.noContent().build());
    }

    record DraftRequest(
            @Nullable Verdict verdict,

            @Size(max = 20_000, message = "A comment has at most 20,000 characters.") @Nullable String comment,

            @Size(max = 200, message = "A review has at most 200 comments at lines.") @Nullable List<@Valid DraftCommentRequest> lineComments) {

        ReviewDraft draft() {
            return new ReviewDraft(
                    verdict,
                    comment,
                    Objects.requireNonNullElse(lineComments, List.<DraftCommentRequest>of()).stream()
                            .map(DraftCommentRequest::comment)
                            .toList());
        }
    }

    record DraftCommentRequest(
            @NotBlank(message = "Name the file.") @Size(max = 4_096, message = "A path has at most 4,096 characters.") String path,

            @NotNull(message = "Name the line.") Integer line,

            @Nullable Integer endLine,

            @Nullable Side side,

            @NotNull(message = "A comment has a text, if only an empty one.") @Size(max = 20_000, message = "A comment has at most 20,000 characters.") String body,

            @Size(max = 200, message = "This names no finding.") @Nullable String findingId) {

        DraftComment comment() {
            return new DraftComment(
                    path, line, endLine == null ? line : endLine, side == null ? Side.NEW : side, body, findingId);
        }
    }

    record DismissalRequest(
            @NotBlank(message = "Say why this finding does not matter.") @Size(max = 2_000, message = "A reason has at most 2,000 characters.") String reason) {}

    record AddressedRequest(
            @NotNull(message = "Say true or false.") Boolean addressed) {}
}
