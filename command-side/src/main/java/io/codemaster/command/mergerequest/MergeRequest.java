package io.codemaster.command.mergerequest;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.time.Instant;
import java.util.Objects;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

import io.codemaster.api.mergerequest.CheckMergeRequest;
import io.codemaster.api.mergerequest.MergeRequestBrief;
import io.codemaster.api.mergerequest.MergeRequestChecked;
import io.codemaster.api.mergerequest.MergeRequestClosed;
import io.codemaster.api.mergerequest.MergeRequestDescribed;
import io.codemaster.api.mergerequest.MergeRequestDetails;
import io.codemaster.api.mergerequest.MergeRequestFailed;
import io.codemaster.api.mergerequest.MergeRequestFailure;
import io.codemaster.api.mergerequest.MergeRequestId;
import io.codemaster.api.mergerequest.MergeRequestMerged;
import io.codemaster.api.mergerequest.MergeRequestOpened;
import io.codemaster.api.mergerequest.MergeRequestOrder;
import io.codemaster.api.mergerequest.MergeRequestRefreshRequested;
import io.codemaster.api.mergerequest.MergeRequestReopened;
import io.codemaster.api.mergerequest.MergeRequestRequested;
import io.codemaster.api.mergerequest.MergeRequestState;
import io.codemaster.api.mergerequest.RecordMergeRequest;
import io.codemaster.api.mergerequest.RecordMergeRequestFailure;
import io.codemaster.api.mergerequest.RefreshMergeRequest;
import io.codemaster.api.mergerequest.RemoteMergeRequest;
import io.codemaster.api.mergerequest.RequestMergeRequest;
import io.codemaster.api.repository.Platform;
import io.codemaster.api.requirement.RequirementId;

/** The merge request of a requirement: what was asked of the platform, and what the platform says of it. */
@Aggregate
class MergeRequest {

    @AggregateIdentifier
    private MergeRequestId id;

    private RequirementId requirementId;

    private MergeRequestOrder order;

    private MergeRequestBrief brief;

    private MergeRequestState state;

    private int attempt;

    /** The last attempt that title and description speak of. */
    private int described;

    private @Nullable Long number;

    private @Nullable String url;

    private String title;

    private String targetBranch;

    private @Nullable String headCommit;

    private @Nullable Boolean mergeable;

    private @Nullable String mergeCommit;

    private @Nullable MergeRequestFailure failure;

    private Instant requestedAt;

    private @Nullable Instant openedAt;

    private @Nullable Instant mergedAt;

    MergeRequest() {}

    // ---- what is wanted ----

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    MergeRequestDetails handle(RequestMergeRequest command) {
        if (id == null || isNews(command)) {
            apply(new MergeRequestRequested(
                    command.mergeRequestId(),
                    command.order().requirementId(),
                    attempt + 1,
                    goesWhereItWent(command.order()),
                    command.brief(),
                    command.requestedBy()));
        }
        return details();
    }

    private boolean isNews(RequestMergeRequest command) {
        if (state == MergeRequestState.MERGED) {
            return false;
        }
        return state == MergeRequestState.CLOSED
                || failure != null
                || !goesWhereItWent(command.order()).equals(order)
                || !command.brief().equals(brief);
    }

    /** A merge request that is open keeps its target. */
    private MergeRequestOrder goesWhereItWent(MergeRequestOrder wanted) {
        return state != MergeRequestState.OPENED
                ? wanted
                : new MergeRequestOrder(
                        wanted.requirementId(),
                        wanted.requirementKey(),
                        wanted.projectId(),
                        wanted.repositoryId(),
                        wanted.gitUrl(),
                        wanted.platform(),
                        wanted.taskId(),
                        wanted.sourceBranch(),
                        targetBranch,
                        wanted.headCommit(),
                        wanted.title() == null ? order.title() : wanted.title(),
                        wanted.draft());
    }

    @CommandHandler
    void handle(RefreshMergeRequest command) {
        if (number != null && state != MergeRequestState.MERGED) {
            apply(new MergeRequestRefreshRequested(id, requirementId));
        }
    }

    @CommandHandler
    MergeRequestDetails handle(CheckMergeRequest command) {
        return details();
    }

    // ---- what the platform says ----

    @CommandHandler
    MergeRequestDetails handle(RecordMergeRequest command) {
        if (state != MergeRequestState.MERGED) {
            var remote = command.remote();
            var anew = number == null || number != remote.number();
            // a look at the one before says nothing of the one that is being asked for
            if (!anew || command.attempt() == attempt) {
                if (anew) {
                    apply(opened(remote));
                }
                move(command);
            }
        }
        return details();
    }

    private MergeRequestOpened opened(RemoteMergeRequest remote) {
        return new MergeRequestOpened(
                id,
                requirementId,
                attempt,
                order.repositoryId(),
                order.platform(),
                remote.number(),
                remote.url(),
                remote.title(),
                remote.sourceBranch(),
                remote.targetBranch(),
                head(remote),
                remote.mergeable());
    }

    private void move(RecordMergeRequest command) {
        var remote = command.remote();
        switch (remote.state()) {
            case MERGED ->
                apply(new MergeRequestMerged(
                        id, requirementId, remote.mergeCommit(), remote.mergedAt(), command.by(), openedAt));
            case CLOSED -> {
                // one that is asked for again is not the one that was closed
                if (state == MergeRequestState.OPENED) {
                    apply(new MergeRequestClosed(id, requirementId));
                }
            }
            case OPENED -> {
                if (state == MergeRequestState.CLOSED) {
                    apply(new MergeRequestReopened(id, requirementId));
                }
                describe(command.attempt(), remote);
            }
            case REQUESTED -> {
                // no platform says so
            }
        }
    }

    private void describe(int carriedOut, RemoteMergeRequest remote) {
        if (carriedOut > described) {
            apply(new MergeRequestDescribed(id, requirementId, carriedOut, remote.title(), head(remote)));
        }
        if (failure != null
                || !Objects.equals(mergeable, remote.mergeable())
                || !head(remote).equals(headCommit)) {
            apply(new MergeRequestChecked(id, requirementId, head(remote), remote.mergeable()));
        }
    }

    private String head(RemoteMergeRequest remote) {
        return remote.headCommit() == null ? order.headCommit() : remote.headCommit();
    }

    @CommandHandler
    void handle(RecordMergeRequestFailure command) {
        if (state != MergeRequestState.MERGED && !command.failure().equals(failure)) {
            apply(new MergeRequestFailed(id, requirementId, command.failure()));
        }
    }

    private MergeRequestDetails details() {
        return new MergeRequestDetails(
                id,
                requirementId,
                order.taskId(),
                order.platform(),
                url,
                number,
                state,
                title,
                order.sourceBranch(),
                targetBranch,
                headCommit,
                requestedAt,
                openedAt,
                mergedAt,
                mergeCommit,
                mergeable,
                failure == null ? null : MergeRequestDetails.Trouble.of(failure),
                order.platform() == Platform.GIT && state == MergeRequestState.OPENED);
    }

    @EventSourcingHandler
    void on(MergeRequestRequested event, @Timestamp Instant at) {
        id = event.mergeRequestId();
        requirementId = event.requirementId();
        order = event.order();
        brief = event.brief();
        attempt = event.attempt();
        failure = null;
        if (state != MergeRequestState.OPENED) {
            state = MergeRequestState.REQUESTED;
            var wanted = event.order().title();
            title = wanted == null ? event.brief().requirementTitle() : wanted;
            targetBranch = event.order().targetBranch();
            headCommit = event.order().headCommit();
            requestedAt = at;
        }
    }

    @EventSourcingHandler
    void on(MergeRequestOpened event, @Timestamp Instant at) {
        state = MergeRequestState.OPENED;
        described = event.attempt();
        number = event.number();
        url = event.url();
        title = event.title();
        targetBranch = event.targetBranch();
        headCommit = event.headCommit();
        mergeable = event.mergeable();
        failure = null;
        openedAt = at;
    }

    @EventSourcingHandler
    void on(MergeRequestDescribed event) {
        described = event.attempt();
        title = event.title();
        headCommit = event.headCommit();
        state = MergeRequestState.OPENED;
        failure = null;
    }

    @EventSourcingHandler
    void on(MergeRequestChecked event) {
        headCommit = event.headCommit();
        mergeable = event.mergeable();
        failure = null;
    }

    @EventSourcingHandler
    void on(MergeRequestFailed event) {
        failure = event.failure();
    }

    @EventSourcingHandler
    void on(MergeRequestMerged event, @Timestamp Instant at) {
        state = MergeRequestState.MERGED;
        mergeCommit = event.mergeCommit();
        mergedAt = event.mergedAt() == null ? at : event.mergedAt();
        failure = null;
    }

    @EventSourcingHandler
    void on(MergeRequestClosed event) {
        state = MergeRequestState.CLOSED;
        failure = null;
    }

    @EventSourcingHandler
    void on(MergeRequestReopened event) {
        state = MergeRequestState.OPENED;
    }
}
