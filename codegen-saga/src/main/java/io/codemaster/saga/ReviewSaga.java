package io.codemaster.saga;

import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.modelling.saga.SagaEventHandler;
import org.axonframework.modelling.saga.SagaLifecycle;
import org.axonframework.modelling.saga.StartSaga;
import org.axonframework.spring.stereotype.Saga;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.codegen.GenerationOptions;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.requirement.BeginReview;
import io.codemaster.api.requirement.GenerationConcluded;
import io.codemaster.api.requirement.GenerationOrdered;
import io.codemaster.api.requirement.GenerationResumed;
import io.codemaster.api.requirement.OrderRevision;
import io.codemaster.api.requirement.RecordVerdict;
import io.codemaster.api.requirement.RequirementClosed;
import io.codemaster.api.requirement.RequirementId;
import io.codemaster.api.requirement.RequirementReopened;
import io.codemaster.api.requirement.RequirementStatus;
import io.codemaster.api.review.CloseReview;
import io.codemaster.api.review.FindingDismissed;
import io.codemaster.api.review.ReopenReview;
import io.codemaster.api.review.ReviewDraftSaved;
import io.codemaster.api.review.ReviewId;
import io.codemaster.api.review.ReviewOpened;
import io.codemaster.api.review.ReviewSubmitted;
import io.codemaster.api.shared.ErrorCode;

/**
 * The process between a review and its requirement: what people do to the one moves the other, and a change that another
 * one takes the place of is not judged any more. It lives until then. Whatever it asks for may be asked for twice.
 */
@Saga
@ProcessingGroup("review-saga")
public class ReviewSaga {

    private static final String REQUIREMENT = "requirementId";

    private ReviewId reviewId;

    private CodegenTaskId taskId;

    private RequirementId requirementId;

    private GenerationOptions options;

    @SuppressWarnings("NullAway.Init") // the first event gives all of it
    public ReviewSaga() {}

    @StartSaga
    @SagaEventHandler(associationProperty = "taskId")
    void on(ReviewOpened event) {
        reviewId = event.reviewId();
        taskId = event.taskId();
        requirementId = event.change().order().requirementId();
        options = event.change().order().options();
        SagaLifecycle.associateWith(REQUIREMENT, requirementId.value());
    }

    // ---- what people do ----

    @SagaEventHandler(associationProperty = "taskId")
    void on(ReviewDraftSaved event, CommandGateway commands) {
        begin(event.savedBy(), commands);
    }

    @SagaEventHandler(associationProperty = "taskId")
    void on(FindingDismissed event, CommandGateway commands) {
        begin(event.dismissedBy(), commands);
    }

    private void begin(UserId by, CommandGateway commands) {
        commands.sendAndWait(new BeginReview(requirementId, taskId, by));
    }

    @SagaEventHandler(associationProperty = "taskId")
    void on(ReviewSubmitted event, CommandGateway commands) {
        commands.sendAndWait(
                new RecordVerdict(requirementId, taskId, event.number(), event.verdict(), event.submittedBy()));
        var followUp = event.followUpTaskId();
        var revision = event.revision();
        if (followUp != null && revision != null) {
            // a requirement that waits for no revision any more was closed or generated anew
            Decisions.tellUnless(
                    ErrorCode.REVIEW_NOT_OPEN,
                    commands,
                    new OrderRevision(requirementId, followUp, revision, options, event.submittedBy()));
        }
    }

    // ---- what becomes of the requirement ----

    @SagaEventHandler(associationProperty = REQUIREMENT)
    void on(GenerationOrdered event, CommandGateway commands) {
        commands.sendAndWait(new CloseReview(reviewId));
    }

    @SagaEventHandler(associationProperty = REQUIREMENT)
    void on(GenerationResumed event, CommandGateway commands) {
        commands.sendAndWait(new CloseReview(reviewId));
    }

    @SagaEventHandler(associationProperty = REQUIREMENT)
    void on(GenerationConcluded event, CommandGateway commands) {
        if (event.taskId().equals(taskId)) {
            return;
        }
        if (event.delivery() != null) {
            SagaLifecycle.end();
        } else {
            standsAgain(event.status(), commands);
        }
    }

    @SagaEventHandler(associationProperty = REQUIREMENT)
    void on(RequirementClosed event, CommandGateway commands) {
        commands.sendAndWait(new CloseReview(reviewId));
    }

    @SagaEventHandler(associationProperty = REQUIREMENT)
    void on(RequirementReopened event, CommandGateway commands) {
        standsAgain(event.status(), commands);
    }

    private void standsAgain(RequirementStatus status, CommandGateway commands) {
        if (status == RequirementStatus.GENERATED) {
            commands.sendAndWait(new ReopenReview(reviewId));
        }
    }
}
