package io.codemaster.saga;

import java.util.List;

import org.axonframework.test.saga.ContinuedGivenState;
import org.axonframework.test.saga.SagaTestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.codemaster.api.artifact.ArtifactId;
import io.codemaster.api.codegen.CapturedChanges;
import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.codegen.DiffStat;
import io.codemaster.api.codegen.RevisionBrief;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.requirement.BeginReview;
import io.codemaster.api.requirement.Delivery;
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
import io.codemaster.api.review.ReviewDraft;
import io.codemaster.api.review.ReviewDraftSaved;
import io.codemaster.api.review.ReviewId;
import io.codemaster.api.review.ReviewOpened;
import io.codemaster.api.review.ReviewSubmitted;
import io.codemaster.api.review.ReviewedChange;
import io.codemaster.api.review.Verdict;
import io.codemaster.api.shared.CommandRejected;
import io.codemaster.api.shared.ErrorCode;

class ReviewSagaTest {

    private static final CodegenTaskId TASK = new CodegenTaskId("task-1");
    private static final CodegenTaskId FOLLOW_UP = new CodegenTaskId("task-2");
    private static final ReviewId REVIEW = ReviewId.of(TASK);
    private static final RequirementId REQUIREMENT = SagaSamples.REQUIREMENT;
    private static final UserId RD = new UserId("rd");
    private static final Delivery DELIVERY = new Delivery("feature/req-PAY-1", "2".repeat(40));
    private static final ReviewOpened OPENED = new ReviewOpened(
            REVIEW,
            TASK,
            new ReviewedChange(
                    TASK,
                    1,
                    SagaSamples.ORDER,
                    DELIVERY,
                    new CapturedChanges(
                            "1".repeat(40),
                            "2".repeat(40),
                            new DiffStat(1, 1, 0),
                            new ArtifactId("a".repeat(64)),
                            new ArtifactId("b".repeat(64)),
                            null),
                    null,
                    RD));
    private static final RevisionBrief BRIEF =
            new RevisionBrief(TASK, 1, 1, "1".repeat(40), DELIVERY, null, "Split it.", List.of());

    private SagaTestFixture<ReviewSaga> saga;

    @BeforeEach
    void fixture() {
        saga = new SagaTestFixture<>(ReviewSaga.class);
    }

    private ContinuedGivenState open() {
        return saga.givenAPublished(OPENED);
    }

    @Test
    void itFollowsTheReviewAndItsRequirement() {
        saga.givenNoPriorActivity()
                .whenPublishingA(OPENED)
                .expectActiveSagas(1)
                .expectAssociationWith("requirementId", REQUIREMENT.value())
                .expectNoDispatchedCommands();
    }

    @Test
    void aDraftOrADismissalPutsTheRequirementInReview() {
        open().whenPublishingA(
                        new ReviewDraftSaved(REVIEW, TASK, REQUIREMENT, new ReviewDraft(null, "Hm", List.of()), RD))
                .expectDispatchedCommands(new BeginReview(REQUIREMENT, TASK, RD));
        fixture();
        open().whenPublishingA(new FindingDismissed(REVIEW, TASK, REQUIREMENT, TASK, "f1", "Fine", RD))
                .expectDispatchedCommands(new BeginReview(REQUIREMENT, TASK, RD));
    }

    @Test
    void aVerdictReachesTheRequirement() {
        open().whenPublishingA(submitted(Verdict.APPROVED))
                .expectActiveSagas(1)
                .expectDispatchedCommands(new RecordVerdict(REQUIREMENT, TASK, 1, Verdict.APPROVED, RD));
    }

    @Test
    void aChangeThatIsSentBackIsRevised() {
        open().whenPublishingA(submitted(Verdict.NEEDS_REVISION))
                .expectDispatchedCommands(
                        new RecordVerdict(REQUIREMENT, TASK, 1, Verdict.NEEDS_REVISION, RD),
                        new OrderRevision(REQUIREMENT, FOLLOW_UP, BRIEF, SagaSamples.OPTIONS, RD));
    }

    @Test
    void aRevisionThatNobodyWaitsForAnyMoreIsLetGo() {
        refuse(ErrorCode.REVIEW_NOT_OPEN);
        open().whenPublishingA(submitted(Verdict.NEEDS_REVISION))
                .expectSuccessfulHandlerExecution()
                .expectActiveSagas(1);
    }

    @Test
    void anyOtherRefusalIsAReasonToTryAgain() {
        refuse(ErrorCode.REQUEST_INVALID);
        open().whenPublishingA(submitted(Verdict.NEEDS_REVISION))
                .expectDispatchedCommands(
                        new RecordVerdict(REQUIREMENT, TASK, 1, Verdict.NEEDS_REVISION, RD),
                        new OrderRevision(REQUIREMENT, FOLLOW_UP, BRIEF, SagaSamples.OPTIONS, RD));
    }

    private void refuse(ErrorCode code) {
        saga.setCallbackBehavior((payload, metaData) -> {
            if (payload instanceof OrderRevision) {
                throw new CommandRejected(code, "No.");
            }
            return null;
        });
    }

    @Test
    void anotherGenerationOrAClosedRequirementEndsTheJudging() {
        for (var event : List.of(
                new GenerationOrdered(REQUIREMENT, FOLLOW_UP, SagaSamples.ORDER, RD),
                new GenerationResumed(REQUIREMENT, FOLLOW_UP, SagaSamples.ORDER, RD),
                new RequirementClosed(REQUIREMENT, null, RD))) {
            fixture();
            open().whenPublishingA(event).expectActiveSagas(1).expectDispatchedCommands(new CloseReview(REVIEW));
        }
    }

    @Test
    void aChangeThatStandsAgainIsJudgedAgain() {
        for (var event : List.of(
                new GenerationConcluded(REQUIREMENT, FOLLOW_UP, null, RequirementStatus.GENERATED),
                new RequirementReopened(REQUIREMENT, RequirementStatus.GENERATED, RD))) {
            fixture();
            open().whenPublishingA(event).expectActiveSagas(1).expectDispatchedCommands(new ReopenReview(REVIEW));
        }
    }

    @Test
    void aChangeThatIsStillSentBackIsNotJudgedAgain() {
        open().whenPublishingA(new GenerationConcluded(REQUIREMENT, FOLLOW_UP, null, RequirementStatus.NEEDS_REVISION))
                .expectActiveSagas(1)
                .expectNoDispatchedCommands();
    }

    @Test
    void itEndsWhenAnotherChangeIsDelivered() {
        open().whenPublishingA(new GenerationConcluded(REQUIREMENT, FOLLOW_UP, DELIVERY, RequirementStatus.GENERATED))
                .expectActiveSagas(0);
        fixture();
        open().whenPublishingA(new GenerationConcluded(REQUIREMENT, TASK, DELIVERY, RequirementStatus.GENERATED))
                .expectActiveSagas(1);
    }

    private static ReviewSubmitted submitted(Verdict verdict) {
        var sentBack = verdict == Verdict.NEEDS_REVISION;
        return new ReviewSubmitted(
                REVIEW,
                TASK,
                REQUIREMENT,
                "round",
                1,
                verdict,
                "Split it.",
                List.of(),
                sentBack ? FOLLOW_UP : null,
                RD,
                sentBack ? BRIEF : null);
    }
}
