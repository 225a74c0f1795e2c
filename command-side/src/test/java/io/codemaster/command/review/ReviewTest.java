package io.codemaster.command.review;

import static io.codemaster.command.review.ReviewSamples.*;

import java.util.List;

import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.axonframework.test.matchers.Matchers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.codemaster.api.codegen.Usage;
import io.codemaster.api.review.AiReviewCompleted;
import io.codemaster.api.review.AiReviewFailed;
import io.codemaster.api.review.AiReviewRequested;
import io.codemaster.api.review.CheckAiReview;
import io.codemaster.api.review.CloseReview;
import io.codemaster.api.review.DismissFinding;
import io.codemaster.api.review.FindingDismissed;
import io.codemaster.api.review.FindingRestored;
import io.codemaster.api.review.OpenReview;
import io.codemaster.api.review.RecordAiReview;
import io.codemaster.api.review.RecordAiReviewFailure;
import io.codemaster.api.review.ReopenReview;
import io.codemaster.api.review.RequestAiReview;
import io.codemaster.api.review.RestoreFinding;
import io.codemaster.api.review.ReviewClosed;
import io.codemaster.api.review.ReviewOpened;
import io.codemaster.api.review.ReviewReopened;
import io.codemaster.api.review.Verdict;
import io.codemaster.api.shared.ErrorCode;

/** How a review is opened, what the second agent adds to it, and how it is closed. */
class ReviewTest {

    private final FixtureConfiguration<Review> review = new AggregateTestFixture<>(Review.class);

    @BeforeEach
    void settings() {
        review.registerInjectableResource(new ReviewProperties(true));
    }

    @Test
    void anOpenedReviewAsksForAnAiReviewByItself() {
        review.givenNoPriorActivity()
                .when(new OpenReview(ID, CHANGE))
                .expectEvents(new ReviewOpened(ID, TASK, CHANGE), requested(1, null));
    }

    @Test
    void withoutTheSettingNobodyAsksForAnAiReview() {
        var manual = new AggregateTestFixture<>(Review.class);
        manual.registerInjectableResource(new ReviewProperties(false));
        manual.givenNoPriorActivity().when(new OpenReview(ID, CHANGE)).expectEvents(new ReviewOpened(ID, TASK, CHANGE));
    }

    @Test
    void aReviewIsOpenedOnce() {
        review.given(OPENED).when(new OpenReview(ID, CHANGE)).expectNoEvents();
    }

    @Test
    void theAiReviewOfAFollowUpKnowsWhatTheRoundBeforeFoundAndWanted() {
        var change = followUp(List.of(FINDING));
        review.givenNoPriorActivity()
                .when(new OpenReview(ID, change))
                .expectEvents(
                        new ReviewOpened(ID, TASK, change),
                        new AiReviewRequested(
                                ID,
                                TASK,
                                run(1),
                                inspection(
                                        change, List.of(FINDING), List.of("Split it.", "src/Refund.java:7: Rename.")),
                                null));
    }

    @Test
    void anAiReviewCanBeAskedForAgainWhenTheLastIsOver() {
        review.given(OPENED, requested(1, null), new AiReviewFailed(ID, TASK, run(1), FAILURE))
                .when(new RequestAiReview(ID, REVIEWER))
                .expectEvents(requested(2, REVIEWER))
                .expectResultMessagePayload(run(2));
    }

    @Test
    void oneAiReviewAtATime() {
        for (var command : List.of(new RequestAiReview(ID, REVIEWER), new CheckAiReview(ID))) {
            review.given(OPENED, requested(1, null))
                    .when(command)
                    .expectNoEvents()
                    .expectExceptionDetails(rejection(ErrorCode.REVIEW_AI_ALREADY_RUNNING));
        }
    }

    @Test
    void theNextRunIsNamedBeforeItIsAskedFor() {
        review.given(OPENED).when(new CheckAiReview(ID)).expectNoEvents().expectResultMessagePayload(run(1));
    }

    @Test
    void aDecidedChangeIsNotReviewedByTheAgentAgain() {
        for (var verdict : List.of(Verdict.REJECTED, Verdict.NEEDS_REVISION)) {
            review.given(OPENED, submitted(1, verdict))
                    .when(new RequestAiReview(ID, REVIEWER))
                    .expectNoEvents()
                    .expectExceptionDetails(rejection(ErrorCode.REVIEW_NOT_OPEN));
        }
    }

    @Test
    void anAiReviewIsRecordedOnce() {
        review.given(OPENED, requested(1, null))
                .when(new RecordAiReview(ID, run(1), ANSWER, Usage.NONE))
                .expectEvents(completed(1));
        review.given(OPENED, requested(1, null), completed(1))
                .when(new RecordAiReview(ID, run(1), ANSWER, Usage.NONE))
                .expectNoEvents();
    }

    @Test
    void aFailedAiReviewIsRecordedOnceAndBlocksNobody() {
        review.given(OPENED, requested(1, null))
                .when(new RecordAiReviewFailure(ID, run(1), FAILURE, Usage.NONE))
                .expectEvents(new AiReviewFailed(ID, TASK, run(1), FAILURE, Usage.NONE));
        review.given(OPENED, requested(1, null), new AiReviewFailed(ID, TASK, run(1), FAILURE))
                .when(new RecordAiReviewFailure(ID, run(1), FAILURE))
                .expectNoEvents();
        review.given(OPENED, requested(1, null), new AiReviewFailed(ID, TASK, run(1), FAILURE))
                .when(submit(Verdict.APPROVED, null))
                .expectEvents(submitted(1, Verdict.APPROVED, null));
    }

    @Test
    void anAnswerOfARunThatNobodyWaitsForIsNotTaken() {
        review.given(OPENED, requested(1, null))
                .when(new RecordAiReview(ID, run(7), ANSWER, Usage.NONE))
                .expectNoEvents();
    }

    @Test
    void anAiReviewWithTheLowestScoreDecidesNothing() {
        review.given(OPENED, requested(1, null), new AiReviewCompleted(ID, TASK, run(1), DEVASTATING, Usage.NONE))
                .when(submit(Verdict.APPROVED, null))
                .expectEvents(submitted(1, Verdict.APPROVED, null));
    }

    // ---- findings ----

    @Test
    void aFindingIsDismissedWithAReasonAndCountsAgain() {
        var dismissed = new FindingDismissed(ID, TASK, REQUIREMENT, run(1), "f1", "On purpose", REVIEWER);
        review.given(OPENED, requested(1, null), completed(1))
                .when(new DismissFinding(ID, run(1), "f1", "On purpose", REVIEWER))
                .expectEvents(dismissed)
                .expectResultMessagePayload(REQUIREMENT);
        review.given(OPENED, requested(1, null), completed(1), dismissed)
                .when(new DismissFinding(ID, run(1), "f1", "On purpose", REVIEWER))
                .expectNoEvents();
        review.given(OPENED, requested(1, null), completed(1), dismissed)
                .when(new RestoreFinding(ID, run(1), "f1", REVIEWER))
                .expectEvents(new FindingRestored(ID, TASK, run(1), "f1", REVIEWER));
        review.given(OPENED, requested(1, null), completed(1))
                .when(new RestoreFinding(ID, run(1), "f1", REVIEWER))
                .expectNoEvents();
    }

    @Test
    void onlyAFindingOfThatAiReviewIsDismissed() {
        for (var command : List.of(
                new DismissFinding(ID, run(1), "f9", "x", REVIEWER),
                new DismissFinding(ID, run(2), "f1", "x", REVIEWER),
                new RestoreFinding(ID, run(2), "f1", REVIEWER))) {
            review.given(OPENED, requested(1, null), completed(1))
                    .when(command)
                    .expectNoEvents()
                    .expectExceptionDetails(rejection(ErrorCode.REVIEW_FINDING_NOT_FOUND));
        }
    }

    // ---- open and closed ----

    @Test
    void aClosedReviewTakesNothing() {
        for (var command : List.of(
                submit(Verdict.APPROVED, null),
                new RequestAiReview(ID, REVIEWER),
                new DismissFinding(ID, run(1), "f1", "x", REVIEWER),
                saveDraft("Hm"))) {
            review.given(OPENED, requested(1, null), completed(1), new ReviewClosed(ID, TASK))
                    .when(command)
                    .expectNoEvents()
                    .expectExceptionDetails(rejection(ErrorCode.REVIEW_NOT_OPEN));
        }
    }

    @Test
    void aReviewIsClosedAndReopenedOnce() {
        review.given(OPENED).when(new CloseReview(ID)).expectEvents(new ReviewClosed(ID, TASK));
        review.given(OPENED, new ReviewClosed(ID, TASK))
                .when(new CloseReview(ID))
                .expectNoEvents();
        review.given(OPENED, new ReviewClosed(ID, TASK))
                .when(new ReopenReview(ID))
                .expectEvents(new ReviewReopened(ID, TASK));
        review.given(OPENED).when(new ReopenReview(ID)).expectNoEvents();
    }

    @Test
    void noVerdictStandsAfterAReviewIsReopened() {
        review.given(OPENED, submitted(1, Verdict.REJECTED), new ReviewClosed(ID, TASK), new ReviewReopened(ID, TASK))
                .when(submit(Verdict.APPROVED, null))
                .expectEvents(submitted(2, Verdict.APPROVED, null));
    }

    private static org.hamcrest.Matcher<Object> rejection(ErrorCode code) {
        return Matchers.matches((Object details) -> isRejection(details, code));
    }
}
