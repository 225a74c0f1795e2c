package io.codemaster.query.mergerequest;

import java.time.Instant;
import java.util.List;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.mergerequest.MergeRequestDescribed;
import io.codemaster.api.mergerequest.MergeRequestDetails;
import io.codemaster.api.mergerequest.MergeRequestDetails.Trouble;
import io.codemaster.api.mergerequest.MergeRequestFailure;
import io.codemaster.api.mergerequest.MergeRequestId;
import io.codemaster.api.mergerequest.MergeRequestMerged;
import io.codemaster.api.mergerequest.MergeRequestOpened;
import io.codemaster.api.mergerequest.MergeRequestRequested;
import io.codemaster.api.mergerequest.MergeRequestState;
import io.codemaster.api.repository.Platform;
import io.codemaster.api.requirement.RequirementId;

@Entity
@Table(name = "merge_request")
class MergeRequestEntity {

    private static final int LONGEST_MESSAGE = 4_000;

    @Id
    private String id;

    private String requirementId;

    private String taskId;

    @SuppressWarnings("UnusedVariable") // who looks for a number reads the column
    private String repositoryId;

    @Enumerated(EnumType.STRING)
    private Platform platform;

    @Enumerated(EnumType.STRING)
    private MergeRequestState state;

    private @Nullable String url;

    private @Nullable Long number;

    private String title;

    private String sourceBranch;

    private String targetBranch;

    private @Nullable String headCommit;

    private @Nullable String mergeCommit;

    private @Nullable Boolean mergeable;

    private Instant requestedAt;

    private @Nullable Instant openedAt;

    private @Nullable Instant mergedAt;

    private @Nullable String failureCode;

    private @Nullable String failureMessage;

    private boolean failureRetryable;

    private @Nullable Instant failureRetryAt;

    private @Nullable String failurePaths;

    MergeRequestEntity() {}

    @SuppressWarnings("NullAway.Init") // the request sets the rest
    MergeRequestEntity(MergeRequestRequested event, Instant at) {
        id = event.mergeRequestId().value();
        requirementId = event.requirementId().value();
        state = MergeRequestState.REQUESTED;
        requested(event, at);
    }

    /** One that is open goes on as it is until the platform has been told. */
    void requested(MergeRequestRequested event, Instant at) {
        var order = event.order();
        taskId = order.taskId().value();
        repositoryId = order.repositoryId().value();
        platform = order.platform();
        sourceBranch = order.sourceBranch();
        works();
        if (state != MergeRequestState.OPENED) {
            state = MergeRequestState.REQUESTED;
            var wanted = order.title();
            title = wanted == null ? event.brief().requirementTitle() : wanted;
            targetBranch = order.targetBranch();
            headCommit = order.headCommit();
            requestedAt = at;
        }
    }

    void opened(MergeRequestOpened event, Instant at) {
        state = MergeRequestState.OPENED;
        number = event.number();
        url = event.url();
        title = event.title();
        targetBranch = event.targetBranch();
        headCommit = event.headCommit();
        mergeable = event.mergeable();
        openedAt = at;
        works();
    }

    void described(MergeRequestDescribed event) {
        state = MergeRequestState.OPENED;
        title = event.title();
        headCommit = event.headCommit();
        works();
    }

    void checked(String head, @Nullable Boolean canBeMerged) {
        headCommit = head;
        mergeable = canBeMerged;
        works();
    }

    void failed(MergeRequestFailure failure) {
        failureCode = failure.code().code();
        var message = failure.message();
        failureMessage = message.length() > LONGEST_MESSAGE ? message.substring(0, LONGEST_MESSAGE) : message;
        failureRetryable = failure.passing();
        failureRetryAt = failure.passesAt();
        failurePaths = failure.paths().isEmpty() ? null : String.join("\n", failure.paths());
    }

    void merged(MergeRequestMerged event, Instant at) {
        state = MergeRequestState.MERGED;
        mergeCommit = event.mergeCommit();
        mergedAt = event.mergedAt() == null ? at : event.mergedAt();
        works();
    }

    void movedTo(MergeRequestState next) {
        state = next;
        works();
    }

    private void works() {
        failureCode = null;
        failureMessage = null;
        failureRetryable = false;
        failureRetryAt = null;
        failurePaths = null;
    }

    MergeRequestDetails view() {
        return new MergeRequestDetails(
                new MergeRequestId(id),
                new RequirementId(requirementId),
                new CodegenTaskId(taskId),
                platform,
                url,
                number,
                state,
                title,
                sourceBranch,
                targetBranch,
                headCommit,
                requestedAt,
                openedAt,
                mergedAt,
                mergeCommit,
                mergeable,
                trouble(),
                platform == Platform.GIT && state == MergeRequestState.OPENED);
    }

    private @Nullable Trouble trouble() {
        if (failureCode == null || failureMessage == null) {
            return null;
        }
        return new Trouble(
                failureCode,
                failureMessage,
                failureRetryable,
                failureRetryAt,
                failurePaths == null ? List.of() : List.of(failurePaths.split("\n", -1)));
    }
}
