package io.codemaster.command.mergerequest;

import java.net.URI;
import java.security.Principal;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.mergerequest.CheckMergeRequest;
import io.codemaster.api.mergerequest.MergeBranches;
import io.codemaster.api.mergerequest.MergeRequestBrief;
import io.codemaster.api.mergerequest.MergeRequestDetails;
import io.codemaster.api.mergerequest.MergeRequestId;
import io.codemaster.api.mergerequest.MergeRequestOrder;
import io.codemaster.api.mergerequest.MergeRequestState;
import io.codemaster.api.mergerequest.MergedChange;
import io.codemaster.api.mergerequest.RecordMergeRequest;
import io.codemaster.api.mergerequest.RemoteMergeRequest;
import io.codemaster.api.mergerequest.RequestMergeRequest;
import io.codemaster.api.project.CheckProject;
import io.codemaster.api.repository.Platform;
import io.codemaster.api.review.ApprovedChange;
import io.codemaster.api.review.CheckApproval;
import io.codemaster.api.review.ReviewId;
import io.codemaster.api.shared.CommandRejected;
import io.codemaster.api.shared.ErrorCode;
import io.codemaster.command.shared.AbsenceRefusal;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;

@RestController
@RequestMapping("/api/v1/codegen/{id}/merge-request")
@Tag(name = "Merge requests")
class MergeRequestCommandController {

    /** How long a request is held open for the platform's answer. */
    static final Duration PATIENCE = Duration.ofSeconds(25);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(150);

    private static final OpenMergeRequestRequest NOTHING_SPECIAL = new OpenMergeRequestRequest(null, null, null);

    private final CommandGateway commands;

    MergeRequestCommandController(CommandGateway commands) {
        this.commands = commands;
    }

    /** The process opens it on the platform, as it does without being asked; here its outcome is waited for. */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            operationId = "openMergeRequest",
            summary = "Open the merge request of an approved change, or bring the one there is up to date",
            description = "Answers 202 with the request as it is when the platform takes longer than 25 s.")
    @ApiResponse(responseCode = "201", description = "Opened")
    @ApiResponse(responseCode = "200", description = "It was open already")
    @ApiResponse(responseCode = "202", description = "The platform has not answered yet")
    CompletableFuture<ResponseEntity<MergeRequestDetails>> openMergeRequest(
            @PathVariable("id") String id,
            @Valid @RequestBody(required = false) @Nullable OpenMergeRequestRequest body,
            Principal caller) {
        var request = body == null ? NOTHING_SPECIAL : body;
        return approved(id).thenCompose(approved -> {
            var order = MergeRequestOrder.of(
                    approved, request.wantedTitle(), request.wantedTarget(), Boolean.TRUE.equals(request.draft()));
            return commands.send(new CheckProject(order.projectId(), null))
                    .thenCompose(open -> open(order, approved, new UserId(caller.getName())))
                    .thenApply(opened -> answer(id, opened));
        });
    }

    @PostMapping("/merge")
    @Operation(
            operationId = "mergeHere",
            summary = "Merge a change of a plain git repository: make the merge commit and push it",
            description = "409 merge.conflict names the files; GitLab and GitHub merge on their own pages.")
    CompletableFuture<MergeRequestDetails> mergeHere(@PathVariable("id") String id, Principal caller) {
        var merger = new UserId(caller.getName());
        return approved(id).thenCompose(approved -> {
            var order = MergeRequestOrder.of(approved, null, null, false);
            var mergeRequestId = MergeRequestId.of(order.requirementId());
            return commands.send(new CheckProject(order.projectId(), null))
                    .thenCompose(open -> standing(mergeRequestId))
                    .thenApply(it -> mergeable(it))
                    .thenCompose(it -> merge(it, goingTo(it, order, approved), merger));
        });
    }

    private record Opened(MergeRequestDetails details, boolean existed) {}

    /** One that was there before stays open while it is brought up to date; any other begins as a request. */
    private CompletableFuture<Opened> open(MergeRequestOrder order, ApprovedChange approved, UserId requester) {
        var id = MergeRequestId.of(order.requirementId());
        return commands.<MergeRequestDetails>send(
                        new RequestMergeRequest(id, order, MergeRequestBrief.of(approved), requester))
                .thenCompose(asked -> settled(id, asked, System.nanoTime() + PATIENCE.toNanos())
                        .thenApply(it -> new Opened(it, asked.state() != MergeRequestState.REQUESTED)));
    }

    /** Looks again until the platform has done it or refused, or patience ends. */
    private CompletableFuture<MergeRequestDetails> settled(MergeRequestId id, MergeRequestDetails now, long until) {
        if (isSettled(now) || System.nanoTime() > until) {
            return CompletableFuture.completedFuture(now);
        }
        Executor later = CompletableFuture.delayedExecutor(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
        return CompletableFuture.supplyAsync(() -> id, later)
                .thenCompose(it -> commands.<MergeRequestDetails>send(new CheckMergeRequest(it)))
                .thenCompose(it -> settled(id, it, until));
    }

    private static boolean isSettled(MergeRequestDetails now) {
        return now.state() != MergeRequestState.REQUESTED || now.failure() != null;
    }

    private static ResponseEntity<MergeRequestDetails> answer(String taskId, Opened opened) {
        var details = opened.details();
        var failure = details.failure();
        if (details.state() == MergeRequestState.REQUESTED && failure != null) {
            throw new CommandRejected(code(failure.code()), failure.message());
        }
        if (details.state() == MergeRequestState.REQUESTED) {
            return ResponseEntity.accepted().body(details);
        }
        return opened.existed()
                ? ResponseEntity.ok(details)
                : ResponseEntity.created(URI.create("/api/v1/codegen/" + taskId + "/merge-request"))
                        .body(details);
    }

    private static ErrorCode code(String code) {
        for (var known : ErrorCode.values()) {
            if (known.code().equals(code)) {
                return known;
            }
        }
        return ErrorCode.MERGE_REJECTED;
    }

    private CompletableFuture<ApprovedChange> approved(String task) {
        return AbsenceRefusal.explain(
                commands.send(new CheckApproval(ReviewId.of(new CodegenTaskId(task)))),
                new CommandRejected(
                        ErrorCode.MERGE_NOT_APPROVED,
                        "This change has no review yet. Somebody has to approve it before it is merged."));
    }

    private CompletableFuture<MergeRequestDetails> standing(MergeRequestId id) {
        return AbsenceRefusal.explain(
                commands.send(new CheckMergeRequest(id)),
                new CommandRejected(
                        ErrorCode.MERGE_NOT_OPEN, "There is no merge request yet. Open it first, then merge it."));
    }

    private static MergeRequestDetails mergeable(MergeRequestDetails now) {
        if (now.platform() != Platform.GIT) {
            throw new CommandRejected(
                    ErrorCode.MERGE_NOT_HERE,
                    "This merge request is on %s. Merge it there; the state comes back by itself."
                            .formatted(now.platform() == Platform.GITLAB ? "GitLab" : "GitHub"));
        }
        if (now.state() != MergeRequestState.OPENED) {
            throw new CommandRejected(
                    ErrorCode.MERGE_NOT_OPEN,
                    now.state() == MergeRequestState.MERGED
                            ? "It is merged already."
                            : "The merge request is not open. Open it first, then merge it.");
        }
        return now;
    }

    private static MergeRequestOrder goingTo(
            MergeRequestDetails now, MergeRequestOrder order, ApprovedChange approved) {
        return MergeRequestOrder.of(approved, now.title(), now.targetBranch(), order.draft());
    }

    private CompletableFuture<MergeRequestDetails> merge(
            MergeRequestDetails now, MergeRequestOrder order, UserId merger) {
        var number = now.number() == null ? 1 : now.number();
        return commands.<MergedChange>send(new MergeBranches(now.id(), order, merger))
                .thenCompose(merged -> commands.<MergeRequestDetails>send(new RecordMergeRequest(
                        now.id(),
                        0,
                        new RemoteMergeRequest(
                                number,
                                now.url(),
                                now.title(),
                                order.sourceBranch(),
                                order.targetBranch(),
                                order.headCommit(),
                                MergeRequestState.MERGED,
                                null,
                                merged.mergeCommit(),
                                null),
                        merger)));
    }

    record OpenMergeRequestRequest(
            @Size(max = 255, message = "A title has at most 255 characters.") @Nullable String title,

            @Size(max = 250, message = "A branch name has at most 250 characters.") @Pattern(regexp = "[^\\s~^:?*\\[\\\\]*", message = "This is no branch name.") @Nullable String targetBranch,

            @Nullable Boolean draft) {

        @Nullable String wantedTitle() {
            return title == null || title.isBlank() ? null : title.strip();
        }

        @Nullable String wantedTarget() {
            return targetBranch == null || targetBranch.isBlank() ? null : targetBranch;
        }
    }
}
