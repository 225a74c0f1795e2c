package io.codemaster.command.review;

import java.net.URI;
import java.security.Principal;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.codegen.GenerationOrder;
import io.codemaster.api.codegen.RequestGeneration;
import io.codemaster.api.codegen.ReserveQueuePlace;
import io.codemaster.api.codegen.RevisionBrief;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.project.CheckProject;
import io.codemaster.api.repository.CheckGenerationTarget;
import io.codemaster.api.requirement.CheckVerdict;
import io.codemaster.api.requirement.OrderRevision;
import io.codemaster.api.requirement.RecordVerdict;
import io.codemaster.api.review.AnchorComments;
import io.codemaster.api.review.AnchoredComments;
import io.codemaster.api.review.CheckAiReview;
import io.codemaster.api.review.CheckSubmission;
import io.codemaster.api.review.RequestAiReview;
import io.codemaster.api.review.ReviewId;
import io.codemaster.api.review.ReviewedChange;
import io.codemaster.api.review.Side;
import io.codemaster.api.review.SubmitReview;
import io.codemaster.api.review.SubmittedReview;
import io.codemaster.api.review.Verdict;
import io.codemaster.api.shared.TimeOrderedId;
import io.codemaster.command.shared.AbsenceRefusal;
import io.codemaster.command.shared.BudgetReservation;
import io.codemaster.command.shared.Created;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

@RestController
@RequestMapping("/api/v1/codegen/{id}/reviews")
@Tag(name = "Reviews")
@EnableConfigurationProperties({ReviewProperties.class, PolicyProperties.class})
class ReviewCommandController {

    private final CommandGateway commands;

    private final BudgetReservation budget;

    private final PolicyProperties policy;

    ReviewCommandController(CommandGateway commands, PolicyProperties policy) {
        this.commands = commands;
        this.budget = new BudgetReservation(commands);
        this.policy = policy;
    }

    /** A place in the queue comes first, so that a full queue refuses before anything is recorded. */
    @PostMapping("/ai")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(operationId = "requestAiReview", summary = "Let the second agent review the change again")
    CompletableFuture<ResponseEntity<Created>> requestAiReview(
            @PathVariable("id") CodegenTaskId taskId, Principal caller) {
        var reviewId = ReviewId.of(taskId);
        return delivered(commands.<CodegenTaskId>send(new CheckAiReview(reviewId)))
                .thenCompose(runId -> commands.send(new ReserveQueuePlace(runId)))
                .thenCompose(reserved ->
                        commands.<CodegenTaskId>send(new RequestAiReview(reviewId, new UserId(caller.getName()))))
                .thenApply(runId ->
                        ResponseEntity.accepted().location(reviews(taskId)).body(Created.of(runId)));
    }

    /**
     * Everything that can refuse is asked before the verdict is recorded. What follows from a verdict the process does by
     * itself; asking for it here too makes it readable when the answer arrives.
     */
    @PostMapping("/human")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            operationId = "submitReview",
            summary = "Approve a change, reject it or send it back",
            description = "Sent back, it is worked on again at once: the answer names that generation.")
    CompletableFuture<ResponseEntity<ReviewRound>> submitReview(
            @PathVariable("id") CodegenTaskId taskId,
            @Valid @RequestBody SubmitReviewRequest request,
            Principal caller) {
        var reviewId = ReviewId.of(taskId);
        var reviewer = new UserId(caller.getName());
        var roundId = TimeOrderedId.next();
        var followUp = request.verdict() == Verdict.NEEDS_REVISION ? CodegenTaskId.random() : null;
        var positions = request.positions();
        return delivered(commands.<ReviewedChange>send(new CheckSubmission(
                        reviewId,
                        request.verdict(),
                        request.words() == null && positions.isEmpty(),
                        reviewer,
                        policy.fourEyes())))
                .thenCompose(change -> refuseWhenImpossible(change, request.verdict())
                        .thenCompose(possible -> commands.<AnchoredComments>send(
                                new AnchorComments(taskId, change.changes(), positions)))
                        .thenCompose(anchored -> reserved(
                                change,
                                followUp,
                                () -> commands.<SubmittedReview>send(new SubmitReview(
                                        reviewId,
                                        roundId,
                                        request.verdict(),
                                        request.words(),
                                        anchored.comments(),
                                        followUp,
                                        reviewer,
                                        policy.fourEyes()))))
                        .thenCompose(submitted -> followed(change, request.verdict(), followUp, submitted, reviewer)))
                .thenApply(done -> ResponseEntity.created(reviews(taskId))
                        .body(new ReviewRound(roundId, followUp == null ? null : followUp.value())));
    }

    private CompletableFuture<Object> refuseWhenImpossible(ReviewedChange change, Verdict verdict) {
        var order = change.order();
        return commands.send(new CheckProject(order.projectId(), null))
                .thenCompose(open -> commands.send(new CheckVerdict(order.requirementId(), change.taskId(), verdict)));
    }

    /** What a follow-up needs is there before the verdict is; what was set aside for one that does not come is free again. */
    private CompletableFuture<SubmittedReview> reserved(
            ReviewedChange change,
            @Nullable CodegenTaskId followUp,
            Supplier<CompletableFuture<SubmittedReview>> submission) {
        if (followUp == null) {
            return submission.get();
        }
        var order = change.order();
        return budget.during(
                order,
                followUp,
                null,
                () -> commands.send(new CheckGenerationTarget(order.repositoryId(), order.requirementKey()))
                        .thenCompose(linked -> commands.send(new ReserveQueuePlace(followUp)))
                        .thenCompose(place -> submission.get()));
    }

    /** The verdict is recorded by now: should any of this fail, the process does it, so nobody is told of it. */
    private CompletableFuture<Object> followed(
            ReviewedChange change,
            Verdict verdict,
            @Nullable CodegenTaskId followUp,
            SubmittedReview submitted,
            UserId reviewer) {
        var order = change.order();
        return commands.send(new RecordVerdict(
                        order.requirementId(), change.taskId(), submitted.number(), verdict, reviewer))
                .thenCompose(recorded -> revised(order, followUp, submitted.revision(), reviewer))
                .handle((done, failure) -> true);
    }

    private CompletableFuture<Object> revised(
            GenerationOrder reviewed,
            @Nullable CodegenTaskId followUp,
            @Nullable RevisionBrief brief,
            UserId reviewer) {
        if (followUp == null || brief == null) {
            return CompletableFuture.completedFuture(true);
        }
        return commands.<@Nullable GenerationOrder>send(
                        new OrderRevision(reviewed.requirementId(), followUp, brief, reviewed.options(), reviewer))
                .thenCompose(order -> order == null
                        ? CompletableFuture.completedFuture(true)
                        : commands.send(new RequestGeneration(followUp, order, reviewer)));
    }

    private static <T> CompletableFuture<T> delivered(CompletableFuture<T> outcome) {
        return AbsenceRefusal.explain(outcome, NothingDelivered.refusal());
    }

    private static URI reviews(CodegenTaskId taskId) {
        return URI.create("/api/v1/codegen/" + taskId + "/reviews");
    }

    record SubmitReviewRequest(
            @NotNull(message = "Choose a verdict: APPROVED, REJECTED or NEEDS_REVISION.") Verdict verdict,

            @Size(max = 20_000, message = "A comment has at most 20,000 characters.") @Nullable String comment,

            @Size(max = 200, message = "A review has at most 200 comments at lines.") @Nullable List<@Valid LineCommentRequest> lineComments) {

        @Nullable String words() {
            return comment == null || comment.isBlank() ? null : comment.strip();
        }

        List<AnchorComments.Position> positions() {
            return Objects.requireNonNullElse(lineComments, List.<LineCommentRequest>of()).stream()
                    .map(LineCommentRequest::position)
                    .toList();
        }
    }

    record LineCommentRequest(
            @NotBlank(message = "Name the file.") @Size(max = 4_096, message = "A path has at most 4,096 characters.") String path,

            @NotNull(message = "Name the line.") @Min(value = 1, message = "Lines count from 1.") Integer line,

            @Nullable Integer endLine,

            @Nullable Side side,

            @NotBlank(message = "Say what is to be said of the line.") @Size(max = 20_000, message = "A comment has at most 20,000 characters.") String body,

            @Size(max = 200, message = "This names no finding.") @Nullable String findingId) {

        AnchorComments.Position position() {
            return new AnchorComments.Position(
                    TimeOrderedId.next(),
                    path,
                    side == null ? Side.NEW : side,
                    line,
                    endLine == null ? line : endLine,
                    body.strip(),
                    findingId);
        }
    }

    /** One submitted review, and the generation that follows from it. */
    record ReviewRound(String id, @Nullable String followUpTaskId) {}
}
