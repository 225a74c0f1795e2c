package io.codemaster.command.review;

import static io.codemaster.command.review.ReviewSamples.*;

import java.util.List;

import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.axonframework.test.matchers.Matchers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.codemaster.api.codegen.RevisionBrief;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.inspection.Finding;
import io.codemaster.api.review.ApprovedChange;
import io.codemaster.api.review.CheckApproval;
import io.codemaster.api.review.CheckComment;
import io.codemaster.api.review.CheckSubmission;
import io.codemaster.api.review.CommentAnswer;
import io.codemaster.api.review.CommentMarked;
import io.codemaster.api.review.CommentsAnswered;
import io.codemaster.api.review.DiscardReviewDraft;
import io.codemaster.api.review.MarkComment;
import io.codemaster.api.review.RecordCommentAnswers;
import io.codemaster.api.review.ReviewClosed;
import io.codemaster.api.review.ReviewDraft;
import io.codemaster.api.review.ReviewDraftDiscarded;
import io.codemaster.api.review.ReviewDraftSaved;
import io.codemaster.api.review.ReviewId;
import io.codemaster.api.review.ReviewOpened;
import io.codemaster.api.review.ReviewSubmitted;
import io.codemaster.api.review.SubmitReview;
import io.codemaster.api.review.SubmittedReview;
import io.codemaster.api.review.Verdict;
import io.codemaster.api.shared.ErrorCode;

/** What people decide of a change, and what becomes of their comments. */
class ReviewVerdictTest {

    private final FixtureConfiguration<Review> review = new AggregateTestFixture<>(Review.class);

    // ---- drafts ----

    @Test
    void aDraftIsKeptForItsAuthorUntilItChanges() {
        var saved = new ReviewDraftSaved(ID, TASK, REQUIREMENT, new ReviewDraft(null, "Hm", List.of()), REVIEWER);
        review.given(OPENED).when(saveDraft("Hm")).expectEvents(saved).expectResultMessagePayload(REQUIREMENT);
        review.given(OPENED, saved).when(saveDraft("Hm")).expectNoEvents();
        review.given(OPENED, saved)
                .when(saveDraft("Hm!"))
                .expectEvents(
                        new ReviewDraftSaved(ID, TASK, REQUIREMENT, new ReviewDraft(null, "Hm!", List.of()), REVIEWER));
    }

    @Test
    void onlyADraftThatIsThereIsDiscarded() {
        var saved = new ReviewDraftSaved(ID, TASK, REQUIREMENT, new ReviewDraft(null, "Hm", List.of()), REVIEWER);
        review.given(OPENED, saved)
                .when(new DiscardReviewDraft(ID, REVIEWER))
                .expectEvents(new ReviewDraftDiscarded(ID, TASK, REVIEWER));
        review.given(OPENED, saved)
                .when(new DiscardReviewDraft(ID, new UserId("other")))
                .expectNoEvents();
        review.given(OPENED, saved, submitted(1, Verdict.APPROVED))
                .when(new DiscardReviewDraft(ID, REVIEWER))
                .expectNoEvents();
    }

    // ---- verdicts ----

    @Test
    void anApprovalNeedsNoWords() {
        review.given(OPENED)
                .when(submit(Verdict.APPROVED, null))
                .expectEvents(submitted(1, Verdict.APPROVED, null))
                .expectResultMessagePayload(new SubmittedReview(1, null));
    }

    @Test
    void aChangeThatIsSentBackBecomesTheBriefOfItsFollowUp() {
        var brief = brief("Split it.", List.of(FINDING));
        review.given(OPENED, requested(1, null), completed(1))
                .when(submit(Verdict.NEEDS_REVISION, "Split it.", COMMENT))
                .expectEvents(sentBack("Split it.", brief))
                .expectResultMessagePayload(new SubmittedReview(1, brief));
    }

    @Test
    void withoutAnAiReviewOfItsOwnARoundHandsOnWhatTheOneBeforeFound() {
        var change = followUp(List.of(FINDING));
        review.given(new ReviewOpened(ID, TASK, change))
                .when(submit(Verdict.NEEDS_REVISION, "Split it.", COMMENT))
                .expectResultMessagePayloadMatching(Matchers.matches((SubmittedReview it) -> it.revision() != null
                        && List.of(FINDING).equals(it.revision().earlierFindings())
                        && it.revision().round() == 2));
    }

    @Test
    void needsRevisionWithoutAWordIsRefused() {
        for (var command : List.of(
                submit(Verdict.NEEDS_REVISION, null),
                new CheckSubmission(ID, Verdict.NEEDS_REVISION, true, REVIEWER, false))) {
            review.given(OPENED)
                    .when(command)
                    .expectNoEvents()
                    .expectExceptionDetails(rejection(ErrorCode.REVIEW_COMMENT_MISSING));
        }
    }

    @Test
    void aCommentAtALineIsEnoughToSendAChangeBack() {
        review.given(OPENED)
                .when(submit(Verdict.NEEDS_REVISION, null, COMMENT))
                .expectEvents(sentBack(null, brief(null, null)));
    }

    @Test
    void whatIsRejectedOrSentBackIsDecided() {
        for (var decided : List.of(Verdict.REJECTED, Verdict.NEEDS_REVISION)) {
            for (var next : Verdict.values()) {
                review.given(OPENED, submitted(1, decided))
                        .when(submit(next, "Hm"))
                        .expectNoEvents()
                        .expectExceptionDetails(rejection(ErrorCode.REVIEW_NOT_OPEN));
            }
            review.given(OPENED, submitted(1, decided))
                    .when(saveDraft("Hm"))
                    .expectNoEvents()
                    .expectExceptionDetails(rejection(ErrorCode.REVIEW_NOT_OPEN));
        }
    }

    @Test
    void anApprovalCanBeTakenBackButNotRepeated() {
        review.given(OPENED, submitted(1, Verdict.APPROVED))
                .when(submit(Verdict.REJECTED, null))
                .expectEvents(submitted(2, Verdict.REJECTED, null));
        review.given(OPENED, submitted(1, Verdict.APPROVED))
                .when(submit(Verdict.APPROVED, null))
                .expectNoEvents()
                .expectExceptionDetails(rejection(ErrorCode.REVIEW_NOT_OPEN));
    }

    @Test
    void withFourEyesSomebodyElseApproves() {
        for (var command : List.of(
                new SubmitReview(ID, "round", Verdict.APPROVED, null, List.of(), null, REQUESTER, true),
                new CheckSubmission(ID, Verdict.APPROVED, true, REQUESTER, true))) {
            review.given(OPENED)
                    .when(command)
                    .expectNoEvents()
                    .expectExceptionDetails(rejection(ErrorCode.REVIEW_FOUR_EYES));
        }
        review.given(OPENED)
                .when(new CheckSubmission(ID, Verdict.REJECTED, true, REQUESTER, true))
                .expectResultMessagePayload(CHANGE);
        review.given(OPENED)
                .when(new CheckSubmission(ID, Verdict.APPROVED, true, REQUESTER, false))
                .expectResultMessagePayload(CHANGE);
        review.given(OPENED)
                .when(new CheckSubmission(ID, Verdict.APPROVED, true, REVIEWER, true))
                .expectResultMessagePayload(CHANGE);
    }

    // ---- approval ----

    @Test
    void anApprovedChangeComesWithWhatWasSaidOfIt() {
        review.given(OPENED, requested(1, null), completed(1), submitted(1, Verdict.APPROVED))
                .when(new CheckApproval(ID))
                .expectNoEvents()
                .expectResultMessagePayloadMatching(
                        Matchers.matches((ApprovedChange it) -> it.change().equals(CHANGE)
                                && ANSWER.equals(it.ai())
                                && it.decisions().size() == 1
                                && it.decisions().get(0).by().equals(REVIEWER)
                                && it.decisions().get(0).lineComments() == 1));
    }

    @Test
    void onlyAnApprovalThatStandsCounts() {
        for (var events : List.of(
                List.<Object>of(OPENED),
                List.<Object>of(OPENED, submitted(1, Verdict.REJECTED)),
                List.<Object>of(OPENED, submitted(1, Verdict.APPROVED), submitted(2, Verdict.NEEDS_REVISION)),
                List.<Object>of(OPENED, submitted(1, Verdict.APPROVED), new ReviewClosed(ID, TASK)))) {
            review.given(events)
                    .when(new CheckApproval(ID))
                    .expectNoEvents()
                    .expectExceptionDetails(rejection(ErrorCode.MERGE_NOT_APPROVED));
        }
    }

    // ---- comments ----

    @Test
    void aCommentIsMarkedOnce() {
        var marked = new CommentMarked(ID, TASK, "round-1", "c1", true, REVIEWER);
        review.given(OPENED, submitted(1, Verdict.NEEDS_REVISION))
                .when(new MarkComment(ID, "round-1", "c1", true, REVIEWER))
                .expectEvents(marked);
        review.given(OPENED, submitted(1, Verdict.NEEDS_REVISION), marked)
                .when(new MarkComment(ID, "round-1", "c1", true, REVIEWER))
                .expectNoEvents();
        review.given(OPENED, submitted(1, Verdict.NEEDS_REVISION), marked)
                .when(new MarkComment(ID, "round-1", "c1", false, REVIEWER))
                .expectEvents(new CommentMarked(ID, TASK, "round-1", "c1", false, REVIEWER));
    }

    @Test
    void onlyACommentOfThatRoundIsMarked() {
        for (var command : List.of(
                new MarkComment(ID, "round-1", "c9", true, REVIEWER),
                new MarkComment(ID, "round-2", "c1", true, REVIEWER),
                new CheckComment(ID, "round-1", "c9"),
                new CheckComment(ID, "round-2", "c1"))) {
            review.given(OPENED, submitted(1, Verdict.NEEDS_REVISION))
                    .when(command)
                    .expectNoEvents()
                    .expectExceptionDetails(rejection(ErrorCode.REVIEW_COMMENT_NOT_FOUND));
        }
    }

    @Test
    void aCommentOfARoundBeforeIsLookedForThere() {
        review.given(new ReviewOpened(ID, TASK, followUp(null)), submitted(1, Verdict.APPROVED))
                .when(new CheckComment(ID, "earlier-round", "c0"))
                .expectResultMessagePayload(ReviewId.of(BEFORE));
        review.given(new ReviewOpened(ID, TASK, followUp(null)), submitted(1, Verdict.APPROVED))
                .when(new CheckComment(ID, "round-1", "c1"))
                .expectResultMessagePayload(ID);
    }

    @Test
    void answersToKnownCommentsAreTakenOnce() {
        var answer = new CommentAnswer("c1", true, "Done.");
        var answered = new CommentsAnswered(ID, TASK, FOLLOW_UP, List.of(answer));
        var command = new RecordCommentAnswers(
                ID, FOLLOW_UP, List.of(answer, new CommentAnswer("invented", true, "Also done.")));
        review.given(OPENED, submitted(1, Verdict.NEEDS_REVISION)).when(command).expectEvents(answered);
        review.given(OPENED, submitted(1, Verdict.NEEDS_REVISION), answered)
                .when(command)
                .expectNoEvents();
        review.given(OPENED)
                .when(new RecordCommentAnswers(ID, FOLLOW_UP, List.of(answer)))
                .expectNoEvents();
    }

    private static RevisionBrief brief(@Nullable String comment, @Nullable List<Finding> earlier) {
        return new RevisionBrief(
                TASK,
                1,
                1,
                "1".repeat(40),
                DELIVERY,
                "session-1",
                comment,
                List.of(new RevisionBrief.LineRequest(
                        "c1", "src/Refund.java", "NEW", 7, 8, "refund();", "Check the role.")),
                REQUESTER,
                earlier);
    }

    private static ReviewSubmitted sentBack(@Nullable String comment, RevisionBrief brief) {
        return new ReviewSubmitted(
                ID,
                TASK,
                REQUIREMENT,
                "round",
                1,
                Verdict.NEEDS_REVISION,
                comment,
                List.of(COMMENT),
                FOLLOW_UP,
                REVIEWER,
                brief);
    }

    private static org.hamcrest.Matcher<Object> rejection(ErrorCode code) {
        return Matchers.matches((Object details) -> isRejection(details, code));
    }
}
