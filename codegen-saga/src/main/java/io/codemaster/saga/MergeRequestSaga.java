package io.codemaster.saga;

import java.time.Duration;
import java.time.Instant;

import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.deadline.DeadlineManager;
import org.axonframework.deadline.DeadlineMessage;
import org.axonframework.deadline.annotation.DeadlineHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.modelling.saga.EndSaga;
import org.axonframework.modelling.saga.SagaEventHandler;
import org.axonframework.modelling.saga.SagaLifecycle;
import org.axonframework.modelling.saga.StartSaga;
import org.axonframework.spring.stereotype.Saga;
import org.jspecify.annotations.Nullable;

import io.codemaster.api.mergerequest.CheckMergeRequestAutomation;
import io.codemaster.api.mergerequest.MergeRequestBrief;
import io.codemaster.api.mergerequest.MergeRequestClosed;
import io.codemaster.api.mergerequest.MergeRequestDescribed;
import io.codemaster.api.mergerequest.MergeRequestFailed;
import io.codemaster.api.mergerequest.MergeRequestId;
import io.codemaster.api.mergerequest.MergeRequestMerged;
import io.codemaster.api.mergerequest.MergeRequestOpened;
import io.codemaster.api.mergerequest.MergeRequestOrder;
import io.codemaster.api.mergerequest.MergeRequestRefreshRequested;
import io.codemaster.api.mergerequest.MergeRequestReopened;
import io.codemaster.api.mergerequest.MergeRequestRequested;
import io.codemaster.api.mergerequest.MergeRequestState;
import io.codemaster.api.mergerequest.OpenMergeRequest;
import io.codemaster.api.mergerequest.ReadMergeRequest;
import io.codemaster.api.mergerequest.RequestMergeRequest;
import io.codemaster.api.repository.RepositoryUnlinked;
import io.codemaster.api.requirement.RecordMergeState;
import io.codemaster.api.requirement.RequirementId;
import io.codemaster.api.review.ApprovedChange;
import io.codemaster.api.review.CheckApproval;
import io.codemaster.api.review.ReviewSubmitted;
import io.codemaster.api.review.Verdict;
import io.codemaster.api.shared.ErrorCode;

/**
 * The process behind a requirement's merge request, from the approval to the merge. A platform that sends no webhook is
 * looked at again and again, ever more rarely; whatever is asked for may be asked for twice.
 */
@Saga
@ProcessingGroup("merge-request-saga")
public class MergeRequestSaga {

    static final Duration FIRST_LOOK = Duration.ofSeconds(30);

    static final Duration RAREST_LOOK = Duration.ofMinutes(15);

    private static final String REPOSITORY = "repositoryId";

    private static final String LOOK_AGAIN = "merge-request-look";

    private static final String TELL_AGAIN = "requirement-retry";

    private static final Duration FIRST_TELL = Duration.ofSeconds(1);

    private RequirementId requirementId;

    private @Nullable MergeRequestOrder order;

    private @Nullable MergeRequestBrief brief;

    private int attempt;

    private @Nullable Long number;

    private MergeRequestState state = MergeRequestState.REQUESTED;

    /** What the requirement does not know yet. */
    private @Nullable MergeRequestState untold;

    private Duration nextLook = FIRST_LOOK;

    private Duration nextTell = FIRST_TELL;

    private @Nullable String lookDeadline;

    private @Nullable String tellDeadline;

    @SuppressWarnings("NullAway.Init") // the first event names the requirement
    public MergeRequestSaga() {}

    // ---- from the verdict to the request ----

    @StartSaga
    @SagaEventHandler(associationProperty = "requirementId")
    void on(ReviewSubmitted event, CommandGateway commands) {
        requirementId = event.requirementId();
        if (event.verdict() == Verdict.APPROVED && isWanted(commands)) {
            request(event, commands);
        }
        if (order == null) {
            // a request starts it again
            SagaLifecycle.end();
        }
    }

    private boolean isWanted(CommandGateway commands) {
        return Boolean.TRUE.equals(
                commands.<@Nullable Boolean>sendAndWait(new CheckMergeRequestAutomation(requirementId)));
    }

    private void request(ReviewSubmitted event, CommandGateway commands) {
        try {
            @Nullable ApprovedChange approved = commands.sendAndWait(new CheckApproval(event.reviewId()));
            if (approved != null) {
                commands.sendAndWait(new RequestMergeRequest(
                        MergeRequestId.of(requirementId),
                        MergeRequestOrder.of(approved, null, null, false),
                        MergeRequestBrief.of(approved),
                        null));
            }
        } catch (CommandExecutionException refused) {
            // somebody decided otherwise in the meantime
            if (!Decisions.isRefusedWith(ErrorCode.MERGE_NOT_APPROVED, refused)) {
                throw refused;
            }
        }
    }

    // ---- from the request to the platform ----

    @StartSaga
    @SagaEventHandler(associationProperty = "requirementId")
    void on(MergeRequestRequested event, CommandGateway commands, DeadlineManager deadlines) {
        requirementId = event.requirementId();
        order = event.order();
        SagaLifecycle.associateWith(REPOSITORY, order.repositoryId().value());
        brief = event.brief();
        attempt = event.attempt();
        state = state == MergeRequestState.OPENED ? state : MergeRequestState.REQUESTED;
        ask(commands);
        lookSoon(deadlines);
    }

    @SagaEventHandler(associationProperty = "requirementId")
    void on(MergeRequestOpened event, CommandGateway commands, DeadlineManager deadlines) {
        number = event.number();
        isNow(MergeRequestState.OPENED, commands, deadlines);
        lookSoon(deadlines);
    }

    @SagaEventHandler(associationProperty = "requirementId")
    void on(MergeRequestDescribed event, CommandGateway commands, DeadlineManager deadlines) {
        isNow(MergeRequestState.OPENED, commands, deadlines);
        lookSoon(deadlines);
    }

    /** What will not pass by itself waits for a person, who asks for it again. */
    @SagaEventHandler(associationProperty = "requirementId")
    void on(MergeRequestFailed event, @Timestamp Instant at, DeadlineManager deadlines) {
        var failure = event.failure();
        if (!failure.passing() && state == MergeRequestState.REQUESTED) {
            cancelLook(deadlines);
        } else if (failure.passesAt() != null && failure.passesAt().isAfter(at.plus(nextLook))) {
            cancelLook(deadlines);
            lookDeadline = deadlines.schedule(failure.passesAt(), LOOK_AGAIN);
        }
    }

    // ---- from the platform to the requirement ----

    @SagaEventHandler(associationProperty = "requirementId")
    void on(MergeRequestRefreshRequested event, CommandGateway commands, DeadlineManager deadlines) {
        read(commands);
        if (state != MergeRequestState.CLOSED) {
            lookSoon(deadlines);
        }
    }

    @SagaEventHandler(associationProperty = "requirementId")
    void on(MergeRequestClosed event, CommandGateway commands, DeadlineManager deadlines) {
        cancelLook(deadlines);
        isNow(MergeRequestState.CLOSED, commands, deadlines);
    }

    @SagaEventHandler(associationProperty = "requirementId")
    void on(MergeRequestReopened event, CommandGateway commands, DeadlineManager deadlines) {
        isNow(MergeRequestState.OPENED, commands, deadlines);
        lookSoon(deadlines);
    }

    @SagaEventHandler(associationProperty = "requirementId")
    void on(MergeRequestMerged event, CommandGateway commands, DeadlineManager deadlines) {
        cancelLook(deadlines);
        isNow(MergeRequestState.MERGED, commands, deadlines);
        endWhenDone();
    }

    /** Nobody may ask the platform any more: the token went with the repository. */
    @EndSaga
    @SagaEventHandler(associationProperty = REPOSITORY)
    void on(RepositoryUnlinked event, DeadlineManager deadlines) {
        cancelLook(deadlines);
        cancelTell(deadlines);
    }

    @DeadlineHandler(deadlineName = LOOK_AGAIN)
    void onLookDue(DeadlineMessage<?> due, CommandGateway commands, DeadlineManager deadlines) {
        lookDeadline = null;
        if (state == MergeRequestState.REQUESTED) {
            ask(commands);
        } else {
            read(commands);
        }
        lookLater(deadlines);
    }

    @DeadlineHandler(deadlineName = TELL_AGAIN)
    void onTellDue(DeadlineMessage<?> due, CommandGateway commands, DeadlineManager deadlines) {
        tellDeadline = null;
        tellRequirement(commands, deadlines);
        endWhenDone();
    }

    private void endWhenDone() {
        if (state == MergeRequestState.MERGED && untold == null) {
            SagaLifecycle.end();
        }
    }

    // ---- steps that more than one event leads to ----

    private void ask(CommandGateway commands) {
        if (order != null && brief != null) {
            commands.sendAndWait(
                    new OpenMergeRequest(MergeRequestId.of(requirementId), attempt, order, brief, openNumber()));
        }
    }

    private @Nullable Long openNumber() {
        return state == MergeRequestState.OPENED ? number : null;
    }

    private void read(CommandGateway commands) {
        if (order != null && number != null) {
            commands.sendAndWait(new ReadMergeRequest(MergeRequestId.of(requirementId), order, number));
        }
    }

    private void lookSoon(DeadlineManager deadlines) {
        nextLook = FIRST_LOOK;
        lookLater(deadlines);
    }

    private void lookLater(DeadlineManager deadlines) {
        cancelLook(deadlines);
        lookDeadline = deadlines.schedule(nextLook, LOOK_AGAIN);
        nextLook = shorter(nextLook.multipliedBy(2), RAREST_LOOK);
    }

    private void cancelLook(DeadlineManager deadlines) {
        if (lookDeadline != null) {
            deadlines.cancelSchedule(LOOK_AGAIN, lookDeadline);
            lookDeadline = null;
        }
    }

    private void isNow(MergeRequestState next, CommandGateway commands, DeadlineManager deadlines) {
        state = next;
        untold = next;
        nextTell = FIRST_TELL;
        cancelTell(deadlines);
        tellRequirement(commands, deadlines);
    }

    private void cancelTell(DeadlineManager deadlines) {
        if (tellDeadline != null) {
            deadlines.cancelSchedule(TELL_AGAIN, tellDeadline);
            tellDeadline = null;
        }
    }

    /** A requirement that is not as far, because its approval is told at the same time or its code is being written. */
    private void tellRequirement(CommandGateway commands, DeadlineManager deadlines) {
        if (untold == null) {
            return;
        }
        try {
            commands.sendAndWait(new RecordMergeState(requirementId, untold));
            untold = null;
        } catch (CommandExecutionException refused) {
            if (!Decisions.isRefusedWith(ErrorCode.REQUIREMENT_STATUS_NOT_ALLOWED, refused)) {
                throw refused;
            }
            tellDeadline = deadlines.schedule(nextTell, TELL_AGAIN);
            nextTell = shorter(nextTell.multipliedBy(2), RAREST_LOOK);
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
