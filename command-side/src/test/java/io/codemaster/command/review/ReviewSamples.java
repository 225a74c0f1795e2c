package io.codemaster.command.review;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.artifact.ArtifactId;
import io.codemaster.api.codegen.CapturedChanges;
import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.codegen.DiffStat;
import io.codemaster.api.codegen.Failure;
import io.codemaster.api.codegen.FailureCode;
import io.codemaster.api.codegen.GenerationOptions;
import io.codemaster.api.codegen.GenerationOrder;
import io.codemaster.api.codegen.GenerationStep;
import io.codemaster.api.codegen.RevisionBrief;
import io.codemaster.api.codegen.Usage;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.inspection.Finding;
import io.codemaster.api.inspection.InspectionOrder;
import io.codemaster.api.inspection.ReviewAnswer;
import io.codemaster.api.inspection.ReviewSubject;
import io.codemaster.api.project.ProjectId;
import io.codemaster.api.repository.Platform;
import io.codemaster.api.repository.RepositoryId;
import io.codemaster.api.requirement.Delivery;
import io.codemaster.api.requirement.RequirementId;
import io.codemaster.api.review.AiReviewCompleted;
import io.codemaster.api.review.AiReviewRequested;
import io.codemaster.api.review.LineComment;
import io.codemaster.api.review.ReviewDraft;
import io.codemaster.api.review.ReviewId;
import io.codemaster.api.review.ReviewOpened;
import io.codemaster.api.review.ReviewSubmitted;
import io.codemaster.api.review.ReviewedChange;
import io.codemaster.api.review.SaveReviewDraft;
import io.codemaster.api.review.Side;
import io.codemaster.api.review.SubmitReview;
import io.codemaster.api.review.Verdict;
import io.codemaster.api.shared.ErrorCode;
import io.codemaster.api.shared.Rejection;

/** One reviewed change and what is said of it. */
final class ReviewSamples {

    static final CodegenTaskId TASK = new CodegenTaskId("task-1");
    static final CodegenTaskId FOLLOW_UP = new CodegenTaskId("task-2");
    static final CodegenTaskId BEFORE = new CodegenTaskId("task-0");
    static final ReviewId ID = ReviewId.of(TASK);
    static final RequirementId REQUIREMENT = new RequirementId("requirement-1");
    static final UserId REQUESTER = new UserId("requester");
    static final UserId REVIEWER = new UserId("reviewer");
    static final Delivery DELIVERY = new Delivery("feature/req-PAY-1", "2".repeat(40));
    static final CapturedChanges CHANGES = new CapturedChanges(
            "1".repeat(40),
            "2".repeat(40),
            new DiffStat(1, 2, 3),
            new ArtifactId("a".repeat(64)),
            new ArtifactId("b".repeat(64)),
            null);
    static final GenerationOptions OPTIONS = new GenerationOptions(
            null,
            null,
            null,
            50,
            BigDecimal.TEN,
            Duration.ofMinutes(10),
            Duration.ofMinutes(5),
            1,
            Duration.ofSeconds(15));
    static final ReviewedChange CHANGE = change(null);
    static final ReviewOpened OPENED = new ReviewOpened(ID, TASK, CHANGE);
    static final Failure FAILURE =
            new Failure(FailureCode.MODEL_OVERLOADED, GenerationStep.GENERATE, "The model is overloaded.", null);
    static final Finding FINDING = new Finding(
            "f1",
            "fp1",
            Finding.Severity.ERROR,
            Finding.Category.SECURITY,
            "src/Refund.java",
            7,
            "refund();",
            "Anybody can refund.",
            "Check the role.",
            true,
            Finding.Standing.NEW);
    static final ReviewAnswer ANSWER = answer(70, FINDING);
    static final ReviewAnswer DEVASTATING = answer(0, FINDING);
    static final LineComment COMMENT = new LineComment(
            "c1", "src/Refund.java", Side.NEW, 7, 8, "2".repeat(40), "refund();", "Check the role.", "f1");

    private ReviewSamples() {}

    static ReviewedChange change(@Nullable RevisionBrief revision) {
        return new ReviewedChange(
                TASK,
                1,
                new GenerationOrder(
                        REQUIREMENT,
                        "PAY-1",
                        new ProjectId("project-1"),
                        new RepositoryId("repository-1"),
                        "https://git.example.com/pay.git",
                        Platform.GIT,
                        "main",
                        "main",
                        "Refunds",
                        "Give money back.",
                        null,
                        OPTIONS,
                        null,
                        new ArtifactId("c".repeat(64)),
                        revision),
                DELIVERY,
                CHANGES,
                "session-1",
                REQUESTER);
    }

    static ReviewedChange followUp(@Nullable List<Finding> earlier) {
        return change(new RevisionBrief(
                BEFORE,
                1,
                1,
                "1".repeat(40),
                new Delivery("feature/req-PAY-1", "0".repeat(40)),
                null,
                "Split it.",
                List.of(new RevisionBrief.LineRequest("c0", "src/Refund.java", "NEW", 7, 7, "refund();", "Rename.")),
                REQUESTER,
                earlier));
    }

    static CodegenTaskId run(int number) {
        return new CodegenTaskId("task-1.review." + number);
    }

    static InspectionOrder inspection(ReviewedChange change, List<Finding> earlier, List<String> comments) {
        return new InspectionOrder(
                new ProjectId("project-1"),
                new RepositoryId("repository-1"),
                "https://git.example.com/pay.git",
                Platform.GIT,
                "feature/req-PAY-1",
                "2".repeat(40),
                new ReviewSubject(
                        TASK,
                        "PAY-1",
                        "Refunds",
                        "Give money back.",
                        change.changes(),
                        new ArtifactId("c".repeat(64)),
                        earlier,
                        comments));
    }

    static AiReviewRequested requested(int number, @Nullable UserId by) {
        return new AiReviewRequested(ID, TASK, run(number), inspection(CHANGE, List.of(), List.of()), by);
    }

    static AiReviewCompleted completed(int number) {
        return new AiReviewCompleted(ID, TASK, run(number), ANSWER, Usage.NONE);
    }

    static ReviewAnswer answer(int score, Finding... findings) {
        var judgement = new ReviewAnswer.Judgement(false, "Look again.");
        return new ReviewAnswer(
                score,
                "So so",
                List.of(findings),
                List.of(),
                new ReviewAnswer.Categories(judgement, judgement, judgement, judgement),
                List.of());
    }

    static SubmitReview submit(Verdict verdict, @Nullable String comment, LineComment... comments) {
        return new SubmitReview(
                ID,
                "round",
                verdict,
                comment,
                List.of(comments),
                verdict == Verdict.NEEDS_REVISION ? FOLLOW_UP : null,
                REVIEWER,
                false);
    }

    /** An earlier verdict, of a round of its own. */
    static ReviewSubmitted submitted(int number, Verdict verdict) {
        return new ReviewSubmitted(
                ID, TASK, REQUIREMENT, "round-" + number, number, verdict, "Hm", List.of(COMMENT), null, REVIEWER);
    }

    /** What {@link #submit} leads to, without a follow-up. */
    static ReviewSubmitted submitted(int number, Verdict verdict, @Nullable String comment) {
        return new ReviewSubmitted(ID, TASK, REQUIREMENT, "round", number, verdict, comment, List.of(), null, REVIEWER);
    }

    static SaveReviewDraft saveDraft(String comment) {
        return new SaveReviewDraft(ID, new ReviewDraft(null, comment, List.of()), REVIEWER);
    }

    static boolean isRejection(Object details, ErrorCode code) {
        return details instanceof Rejection it && it.code() == code;
    }
}
