package io.codemaster.query.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.codemaster.api.artifact.ArtifactId;
import io.codemaster.api.codegen.CapturedChanges;
import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.codegen.DiffStat;
import io.codemaster.api.codegen.GenerationOrder;
import io.codemaster.api.codegen.RevisionBrief;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.identity.UserRegistered;
import io.codemaster.api.identity.UserRole;
import io.codemaster.api.identity.UserSource;
import io.codemaster.api.inspection.Finding;
import io.codemaster.api.inspection.InspectionOrder;
import io.codemaster.api.inspection.ReviewAnswer;
import io.codemaster.api.inspection.ReviewSubject;
import io.codemaster.api.requirement.Delivery;
import io.codemaster.api.requirement.FindRequirement;
import io.codemaster.api.requirement.FindRequirementHistory;
import io.codemaster.api.requirement.GenerationConcluded;
import io.codemaster.api.requirement.GenerationOrdered;
import io.codemaster.api.requirement.Priority;
import io.codemaster.api.requirement.RequirementDetails;
import io.codemaster.api.requirement.RequirementHistoryEntry;
import io.codemaster.api.requirement.RequirementJudged;
import io.codemaster.api.requirement.RequirementStatus;
import io.codemaster.api.requirement.RequirementSubmitted;
import io.codemaster.api.requirement.ReviewBegun;
import io.codemaster.api.review.AiReviewCompleted;
import io.codemaster.api.review.AiReviewFailed;
import io.codemaster.api.review.AiReviewRequested;
import io.codemaster.api.review.CommentAnswer;
import io.codemaster.api.review.CommentMarked;
import io.codemaster.api.review.CommentsAnswered;
import io.codemaster.api.review.FindReview;
import io.codemaster.api.review.FindingDismissed;
import io.codemaster.api.review.FindingRestored;
import io.codemaster.api.review.LineComment;
import io.codemaster.api.review.ReviewClosed;
import io.codemaster.api.review.ReviewDetails;
import io.codemaster.api.review.ReviewDetails.AiReviewStatus;
import io.codemaster.api.review.ReviewDetails.PositionState;
import io.codemaster.api.review.ReviewDraft;
import io.codemaster.api.review.ReviewDraftDiscarded;
import io.codemaster.api.review.ReviewDraftSaved;
import io.codemaster.api.review.ReviewId;
import io.codemaster.api.review.ReviewOpened;
import io.codemaster.api.review.ReviewReopened;
import io.codemaster.api.review.ReviewSubmitted;
import io.codemaster.api.review.ReviewedChange;
import io.codemaster.api.review.Side;
import io.codemaster.api.review.Verdict;
import io.codemaster.api.shared.PageRequest;
import io.codemaster.query.QuerySideTest;
import io.codemaster.query.Samples;

class ReviewDetailsProjectionTest extends QuerySideTest {

    private static final String REVISED = "c".repeat(40);

    private static final ArtifactId NOTHING = new ArtifactId("0".repeat(64));

    private final Samples run = new Samples();

    private final ReviewId review = ReviewId.of(run.task);

    private final UserId reviewer = UserId.random();

    private final CodegenTaskId followUp = CodegenTaskId.random();

    private final CodegenTaskId first = new CodegenTaskId(run.task + ".review.1");

    private final CodegenTaskId second = new CodegenTaskId(run.task + ".review.2");

    private final Finding finding = new Finding(
            "f1",
            "fp1",
            Finding.Severity.ERROR,
            Finding.Category.SECURITY,
            "A.java",
            2,
            "two",
            "Bad.",
            "Better.",
            true,
            Finding.Standing.NEW);

    private final LineComment comment =
            new LineComment("c-" + run.task, "A.java", Side.NEW, 2, 2, Samples.HEAD, "two", "Why?", "f1");

    @Test
    void anAiReviewIsShownWhileItRunsAndWhenItIsOver() {
        given(submitted(), ordered(), concluded(), opened(), requested(first));
        assertThat(view().ai()).singleElement().satisfies(it -> {
            assertThat(it.id()).isEqualTo(first);
            assertThat(it.status()).isEqualTo(AiReviewStatus.RUNNING);
            assertThat(it.issues()).isEmpty();
            assertThat(it.score()).isNull();
            assertThat(it.finishedAt()).isNull();
        });
        given(new AiReviewFailed(review, run.task, first, Samples.overloaded()), requested(second), completed(second));
        var ai = view().ai();
        assertThat(ai).extracting(ReviewDetails.AiReview::id).containsExactly(first, second);
        assertThat(ai.get(0).failure()).isNotNull().satisfies(it -> {
            assertThat(it.code()).isEqualTo("agent.model-overloaded");
            assertThat(it.retryable()).isTrue();
        });
        assertThat(ai.get(1).score()).isEqualTo(70);
        assertThat(ai.get(1).costUsd()).isEqualByComparingTo("0.0123");
        assertThat(ai.get(1).issues()).singleElement().satisfies(it -> {
            assertThat(it.fingerprint()).isEqualTo("fp1");
            assertThat(it.dismissal()).isNull();
            assertThat(it.commentId()).isNull();
        });
        assertThat(ai.get(1).resolved()).hasSize(1);
        assertThat(ai.get(1).omitted()).containsExactly("big.txt");
    }

    @Test
    void aFindingShowsWhoPutItAsideAndWhichCommentTookItOver() {
        given(new UserRegistered(reviewer, "Grace", reviewer + "@example.com", UserRole.RD, UserSource.LOCAL));
        given(submitted(), ordered(), concluded(), opened(), requested(first), completed(first), dismissed("Why not"));
        given(dismissed("On purpose"), sent(Verdict.APPROVED));
        var issue = view().ai().get(0).issues().get(0);
        assertThat(issue.dismissal()).isNotNull().satisfies(it -> {
            assertThat(it.reason()).isEqualTo("On purpose");
            assertThat(it.by().name()).isEqualTo("Grace");
        });
        assertThat(issue.commentId()).isEqualTo(comment.id());
        given(new FindingRestored(review, run.task, first, "f1", reviewer));
        assertThat(view().ai().get(0).issues().get(0).dismissal()).isNull();
    }

    @Test
    void aDraftIsForItsAuthorAlone() {
        given(submitted(), ordered(), concluded(), opened(), drafted("Hm"), drafted("Hm!"));
        assertThat(view().draft())
                .isNotNull()
                .satisfies(it -> assertThat(it.comment()).isEqualTo("Hm!"));
        assertThat(view().draft())
                .isNotNull()
                .satisfies(it -> assertThat(it.lineComments()).hasSize(1));
        assertThat(seenBy(UserId.random()).draft()).isNull();
        given(new ReviewDraftDiscarded(review, run.task, reviewer));
        assertThat(view().draft()).isNull();
        given(drafted("Again"), sent(Verdict.APPROVED));
        assertThat(view().draft()).isNull();
    }

    @Test
    void theRoundsOfAChainStandTogetherWithTheirCommentsWhereTheyAreNow() {
        given(submitted(), ordered(), concluded(), opened(), sent(Verdict.NEEDS_REVISION), orderedAgain());
        assertThat(seen(followUp).round()).isEqualTo(2);
        assertThat(seen(followUp).headCommit()).isNull();
        assertThat(seen(followUp).human()).singleElement().satisfies(it -> {
            assertThat(it.round()).isEqualTo(1);
            assertThat(it.followUpTaskId()).isEqualTo(followUp);
        });
        given(openedAgain(), new CommentMarked(review, run.task, round(), comment.id(), true, reviewer));
        given(new CommentsAnswered(
                review, run.task, followUp, List.of(new CommentAnswer(comment.id(), true, "Renamed."))));

        var now = seen(followUp);

        assertThat(now.headCommit()).isEqualTo(REVISED);
        assertThat(now.requestedBy())
                .isNotNull()
                .satisfies(it -> assertThat(it.id()).isEqualTo(run.user));
        assertThat(now.human().get(0).lineComments()).singleElement().satisfies(it -> {
            assertThat(it.position().state()).isEqualTo(PositionState.MOVED);
            assertThat(it.position().line()).isEqualTo(3);
            assertThat(it.addressed()).isTrue();
            assertThat(it.answer()).isEqualTo(new ReviewDetails.Answer(followUp, true, "Renamed."));
        });
        assertThat(view().human().get(0).lineComments().get(0).position().state())
                .isEqualTo(PositionState.UNCHANGED);

        replay();

        assertThat(seen(followUp)).isEqualTo(now);
    }

    @Test
    void aReopenedReviewHasNoVerdict() {
        given(submitted(), ordered(), concluded(), opened(), sent(Verdict.REJECTED));
        assertThat(view().verdict()).isEqualTo(Verdict.REJECTED);
        given(new ReviewClosed(review, run.task), new ReviewReopened(review, run.task));
        assertThat(view().verdict()).isNull();
        assertThat(view().human()).hasSize(1);
    }

    @Test
    void theReaderIsToldWhatTheyMayDo() {
        given(submitted(), ordered());
        assertThat(rights("somebody")).isEqualTo("false false review.not-open");
        given(concluded(), opened());
        assertThat(rights("somebody")).isEqualTo("true true null");
        assertThat(rights("viewer")).isEqualTo("false false access.forbidden");
        assertThat(rights(run.user.value())).isEqualTo("true false review.four-eyes");
        given(new ReviewBegun(run.requirement, run.task, reviewer));
        assertThat(rights("somebody")).isEqualTo("true true null");
        given(sent(Verdict.APPROVED), judged(1, Verdict.APPROVED));
        assertThat(rights("somebody")).isEqualTo("true false review.not-open");
        given(judged(2, Verdict.REJECTED));
        assertThat(rights("somebody")).isEqualTo("false false review.not-open");
        assertThat(get("/api/v1/codegen/none/reviews").statusCode()).isEqualTo(404);
    }

    @Test
    void theRequirementKnowsItsReviewAndWhatAllHasCost() {
        given(submitted(), ordered());
        assertThat(requirement().reviewTaskId()).isNull();
        assertThat(requirement().costUsd()).isEqualByComparingTo(BigDecimal.ZERO);
        given(run.requested(), run.finished(1), run.finished(2), concluded(), opened(), requested(first));
        given(
                new AiReviewFailed(review, run.task, first, Samples.overloaded(), Samples.USAGE),
                requested(second),
                completed(second),
                new ReviewBegun(run.requirement, run.task, reviewer));
        assertThat(requirement().reviewTaskId()).isEqualTo(run.task);
        assertThat(requirement().costUsd()).isEqualByComparingTo("0.0492");
        assertThat(requirement().status()).isEqualTo(RequirementStatus.IN_REVIEW);
        given(judged(1, Verdict.NEEDS_REVISION));
        assertThat(requirement().status()).isEqualTo(RequirementStatus.NEEDS_REVISION);
        assertThat(this.<RequirementHistoryEntry>page(
                                new FindRequirementHistory(run.requirement.value(), new PageRequest(null, 50)))
                        .items())
                .extracting(RequirementHistoryEntry::kind)
                .startsWith(RequirementHistoryEntry.Kind.JUDGED, RequirementHistoryEntry.Kind.REVIEW_BEGUN);

        replay();

        assertThat(requirement().costUsd()).isEqualByComparingTo("0.0492");
    }

    // ---- what happens ----

    private RequirementSubmitted submitted() {
        return new RequirementSubmitted(
                run.requirement,
                run.project,
                "PAY-12",
                "Refunds",
                "Money back.",
                Priority.HIGH,
                null,
                null,
                null,
                null,
                run.user);
    }

    private GenerationOrdered ordered() {
        return new GenerationOrdered(run.requirement, run.task, run.order(), run.user);
    }

    private GenerationConcluded concluded() {
        return new GenerationConcluded(run.requirement, run.task, delivery(Samples.HEAD), RequirementStatus.GENERATED);
    }

    private ReviewOpened opened() {
        return new ReviewOpened(
                review,
                run.task,
                new ReviewedChange(
                        run.task, 1, run.order(), delivery(Samples.HEAD), changes(Samples.HEAD, null), null, run.user));
    }

    private GenerationOrdered orderedAgain() {
        return new GenerationOrdered(run.requirement, followUp, revision(), reviewer);
    }

    private ReviewOpened openedAgain() {
        var patch = artifacts.keep("""
                diff --git a/A.java b/A.java
                --- a/A.java
                +++ b/A.java
                @@ -1 +1,2 @@
                 one
                +new
                """.getBytes(StandardCharsets.UTF_8));
        var round = new CapturedChanges.Round(Samples.HEAD, new DiffStat(1, 1, 0), patch, NOTHING);
        return new ReviewOpened(
                ReviewId.of(followUp),
                followUp,
                new ReviewedChange(
                        followUp, 1, revision(), delivery(REVISED), changes(REVISED, round), null, run.user));
    }

    private GenerationOrder revision() {
        var order = run.order();
        return new GenerationOrder(
                order.requirementId(),
                order.requirementKey(),
                order.projectId(),
                order.repositoryId(),
                order.gitUrl(),
                order.platform(),
                order.sourceBranch(),
                order.defaultBranch(),
                order.title(),
                order.description(),
                delivery(Samples.HEAD),
                order.options(),
                null,
                null,
                new RevisionBrief(run.task, 1, 1, Samples.BASE, delivery(Samples.HEAD), null, "Split it.", List.of()));
    }

    private static Delivery delivery(String head) {
        return new Delivery("feature/req-PAY-12", head);
    }

    private static CapturedChanges changes(
            String head, CapturedChanges.@org.jspecify.annotations.Nullable Round round) {
        return new CapturedChanges(Samples.BASE, head, Samples.STAT, NOTHING, NOTHING, null, round);
    }

    private AiReviewRequested requested(CodegenTaskId id) {
        var order = run.order();
        return new AiReviewRequested(
                review,
                run.task,
                id,
                new InspectionOrder(
                        order.projectId(),
                        order.repositoryId(),
                        order.gitUrl(),
                        order.platform(),
                        "feature/req-PAY-12",
                        Samples.HEAD,
                        new ReviewSubject(
                                run.task,
                                "PAY-12",
                                "Refunds",
                                "Money back.",
                                changes(Samples.HEAD, null),
                                null,
                                List.of(),
                                List.of())),
                null);
    }

    private AiReviewCompleted completed(CodegenTaskId id) {
        var judgement = new ReviewAnswer.Judgement(true, "Fine.");
        return new AiReviewCompleted(
                review,
                run.task,
                id,
                new ReviewAnswer(
                        70,
                        "So so",
                        List.of(finding),
                        List.of(finding),
                        new ReviewAnswer.Categories(judgement, judgement, judgement, judgement),
                        List.of("big.txt")),
                Samples.USAGE);
    }

    private FindingDismissed dismissed(String reason) {
        return new FindingDismissed(review, run.task, run.requirement, first, "f1", reason, reviewer);
    }

    private ReviewDraftSaved drafted(String words) {
        var line = new ReviewDraft.DraftComment("A.java", 2, 2, Side.NEW, "Why?", null);
        return new ReviewDraftSaved(
                review, run.task, run.requirement, new ReviewDraft(null, words, List.of(line)), reviewer);
    }

    private ReviewSubmitted sent(Verdict verdict) {
        return new ReviewSubmitted(
                review,
                run.task,
                run.requirement,
                round(),
                1,
                verdict,
                "Hm",
                List.of(comment),
                verdict == Verdict.NEEDS_REVISION ? followUp : null,
                reviewer);
    }

    private String round() {
        return "round-" + run.task;
    }

    private RequirementJudged judged(int number, Verdict verdict) {
        return new RequirementJudged(
                run.requirement, run.task, number, verdict, RequirementStatus.valueOf(verdict.name()), reviewer);
    }

    // ---- what is read ----

    private ReviewDetails view() {
        return seenBy(reviewer);
    }

    private ReviewDetails seenBy(UserId reader) {
        return one(new FindReview(run.task, reader), ReviewDetails.class).orElseThrow();
    }

    private ReviewDetails seen(CodegenTaskId task) {
        return one(new FindReview(task, reviewer), ReviewDetails.class).orElseThrow();
    }

    private RequirementDetails requirement() {
        return one(new FindRequirement(run.requirement.value()), RequirementDetails.class)
                .orElseThrow();
    }

    private String rights(String reader) {
        var json = text(get("/api/v1/codegen/" + run.task + "/reviews", "X-User", reader));
        var node = new tools.jackson.databind.json.JsonMapper().readTree(json);
        return node.get("mayDecide") + " " + node.get("mayApprove") + " "
                + node.get("whyNot").asString("null");
    }
}
