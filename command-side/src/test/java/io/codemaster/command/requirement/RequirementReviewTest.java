package io.codemaster.command.requirement;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.axonframework.test.aggregate.TestExecutor;
import org.axonframework.test.matchers.Matchers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.codemaster.api.artifact.ArtifactId;
import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.codegen.GenerationOptions;
import io.codemaster.api.codegen.GenerationOrder;
import io.codemaster.api.codegen.RevisionBrief;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.project.ProjectId;
import io.codemaster.api.repository.Platform;
import io.codemaster.api.repository.RepositoryId;
import io.codemaster.api.requirement.BeginReview;
import io.codemaster.api.requirement.CheckVerdict;
import io.codemaster.api.requirement.ConcludeGeneration;
import io.codemaster.api.requirement.Delivery;
import io.codemaster.api.requirement.GenerationConcluded;
import io.codemaster.api.requirement.GenerationOrdered;
import io.codemaster.api.requirement.GenerationResumed;
import io.codemaster.api.requirement.OrderRevision;
import io.codemaster.api.requirement.Priority;
import io.codemaster.api.requirement.RecordVerdict;
import io.codemaster.api.requirement.RepositoryTarget;
import io.codemaster.api.requirement.RequirementClosed;
import io.codemaster.api.requirement.RequirementEdited;
import io.codemaster.api.requirement.RequirementId;
import io.codemaster.api.requirement.RequirementJudged;
import io.codemaster.api.requirement.RequirementReopened;
import io.codemaster.api.requirement.RequirementStatus;
import io.codemaster.api.requirement.RequirementSubmitted;
import io.codemaster.api.requirement.ResumeGeneration;
import io.codemaster.api.requirement.ReviewBegun;
import io.codemaster.api.review.Verdict;
import io.codemaster.api.shared.Change;
import io.codemaster.api.shared.ErrorCode;
import io.codemaster.api.shared.Rejection;

/** What reviews make of a requirement. */
class RequirementReviewTest {

    private static final RequirementId ID = new RequirementId("requirement-1");
    private static final CodegenTaskId TASK = new CodegenTaskId("task-1");
    private static final CodegenTaskId FOLLOW_UP = new CodegenTaskId("task-2");
    private static final UserId RD = new UserId("rd");
    private static final UserId REVIEWER = new UserId("reviewer");
    private static final Delivery DELIVERY = new Delivery("feature/req-PAY-1", "2".repeat(40));
    private static final Delivery REVISED = new Delivery("feature/req-PAY-1", "3".repeat(40));
    private static final ArtifactId ANALYSIS = new ArtifactId("d".repeat(64));
    private static final GenerationOptions OPTIONS = new GenerationOptions(
            "develop",
            null,
            null,
            50,
            BigDecimal.TEN,
            Duration.ofMinutes(10),
            Duration.ofMinutes(5),
            1,
            Duration.ofSeconds(15));
    private static final RevisionBrief BRIEF =
            new RevisionBrief(TASK, 1, 1, "1".repeat(40), DELIVERY, "session-1", "Split it.", List.of());
    private static final RequirementSubmitted SUBMITTED = new RequirementSubmitted(
            ID,
            new ProjectId("project-1"),
            "PAY-1",
            "Refunds",
            "Give money back.",
            Priority.MEDIUM,
            new RepositoryTarget(
                    new RepositoryId("repository-1"), "https://git.example.com/pay.git", Platform.GIT, "main"),
            null,
            null,
            null,
            RD);
    private static final GenerationOrdered ORDERED = new GenerationOrdered(ID, TASK, order("Refunds", null, null), RD);
    private static final GenerationConcluded DELIVERED =
            new GenerationConcluded(ID, TASK, DELIVERY, RequirementStatus.GENERATED);
    private static final RequirementJudged SENT_BACK = judged(1, Verdict.NEEDS_REVISION);
    private static final GenerationOrdered REVISION_ORDERED =
            new GenerationOrdered(ID, FOLLOW_UP, order("Refunds", DELIVERY, BRIEF), REVIEWER);

    private final FixtureConfiguration<Requirement> requirement = new AggregateTestFixture<>(Requirement.class);

    private TestExecutor<Requirement> generated(Object... more) {
        var events = new ArrayList<Object>(List.of(SUBMITTED, ORDERED, DELIVERED));
        events.addAll(List.of(more));
        return requirement.given(events);
    }

    @Test
    void theFirstActOfAPersonPutsItInReview() {
        generated().when(new BeginReview(ID, TASK, REVIEWER)).expectEvents(new ReviewBegun(ID, TASK, REVIEWER));
    }

    @Test
    void laterActsAndActsOnAnOlderChangeChangeNothing() {
        generated(new ReviewBegun(ID, TASK, REVIEWER))
                .when(new BeginReview(ID, TASK, REVIEWER))
                .expectNoEvents();
        generated(judged(1, Verdict.APPROVED))
                .when(new BeginReview(ID, TASK, REVIEWER))
                .expectNoEvents();
        generated().when(new BeginReview(ID, FOLLOW_UP, REVIEWER)).expectNoEvents();
    }

    @Test
    void eachVerdictHasItsStatus() {
        for (var verdict : Verdict.values()) {
            generated().when(new RecordVerdict(ID, TASK, 1, verdict, REVIEWER)).expectEvents(judged(1, verdict));
            generated(new ReviewBegun(ID, TASK, REVIEWER))
                    .when(new RecordVerdict(ID, TASK, 1, verdict, REVIEWER))
                    .expectEvents(judged(1, verdict));
            generated().when(new CheckVerdict(ID, TASK, verdict)).expectSuccessfulHandlerExecution();
        }
    }

    @Test
    void aVerdictIsRecordedOnceAndNeverAfterALaterOne() {
        generated(judged(1, Verdict.APPROVED))
                .when(new RecordVerdict(ID, TASK, 1, Verdict.REJECTED, REVIEWER))
                .expectNoEvents();
        generated(judged(1, Verdict.APPROVED))
                .when(new RecordVerdict(ID, TASK, 2, Verdict.REJECTED, REVIEWER))
                .expectEvents(judged(2, Verdict.REJECTED));
    }

    @Test
    void aVerdictThatTheStatusDoesNotAllowIsNotRecorded() {
        for (var status : List.of(
                RequirementStatus.REJECTED,
                RequirementStatus.NEEDS_REVISION,
                RequirementStatus.MERGED,
                RequirementStatus.DRAFT)) {
            generated(new RequirementReopened(ID, status, RD))
                    .when(new RecordVerdict(ID, TASK, 1, Verdict.APPROVED, REVIEWER))
                    .expectNoEvents();
            generated(new RequirementReopened(ID, status, RD))
                    .when(new CheckVerdict(ID, TASK, Verdict.APPROVED))
                    .expectNoEvents()
                    .expectExceptionDetails(rejection(ErrorCode.REVIEW_NOT_OPEN));
        }
    }

    @Test
    void anOlderChangeIsNotJudgedAnyMore() {
        generated(
                        new GenerationOrdered(ID, FOLLOW_UP, order("Refunds", DELIVERY, null), RD),
                        new GenerationConcluded(ID, FOLLOW_UP, REVISED, RequirementStatus.GENERATED))
                .when(new CheckVerdict(ID, TASK, Verdict.APPROVED))
                .expectNoEvents()
                .expectExceptionDetails(rejection(ErrorCode.REVIEW_NOT_OPEN));
    }

    @Test
    void nothingIsJudgedWhileANewChangeIsMade() {
        for (var verdict : Verdict.values()) {
            generated(new GenerationOrdered(ID, FOLLOW_UP, order("Refunds", DELIVERY, null), RD))
                    .when(new CheckVerdict(ID, TASK, verdict))
                    .expectNoEvents()
                    .expectExceptionDetails(rejection(ErrorCode.REVIEW_NOT_OPEN));
        }
    }

    @Test
    void aRevisionIsOrderedForTheReviewedTargetAndTodaysText() {
        generated(
                        new RequirementEdited(
                                ID, "All refunds", null, null, null, new Change<>("release/9"), null, null, RD),
                        SENT_BACK)
                .when(new OrderRevision(ID, FOLLOW_UP, BRIEF, OPTIONS, REVIEWER))
                .expectEvents(new GenerationOrdered(ID, FOLLOW_UP, order("All refunds", DELIVERY, BRIEF), REVIEWER))
                .expectResultMessagePayload(order("All refunds", DELIVERY, BRIEF));
    }

    @Test
    void aRevisionIsOrderedOnce() {
        generated(SENT_BACK, REVISION_ORDERED)
                .when(new OrderRevision(ID, FOLLOW_UP, BRIEF, OPTIONS, REVIEWER))
                .expectNoEvents()
                .expectResultMessagePayload(order("Refunds", DELIVERY, BRIEF));
        generated(
                        SENT_BACK,
                        REVISION_ORDERED,
                        new GenerationConcluded(ID, FOLLOW_UP, null, RequirementStatus.NEEDS_REVISION))
                .when(new OrderRevision(ID, FOLLOW_UP, BRIEF, OPTIONS, REVIEWER))
                .expectNoEvents()
                .expectResultMessagePayload(null);
    }

    @Test
    void aRevisionThatNobodyWaitsForIsRefused() {
        generated()
                .when(new OrderRevision(ID, FOLLOW_UP, BRIEF, OPTIONS, REVIEWER))
                .expectNoEvents()
                .expectExceptionDetails(rejection(ErrorCode.REVIEW_NOT_OPEN));
        generated(SENT_BACK, new RequirementClosed(ID, null, RD))
                .when(new OrderRevision(ID, FOLLOW_UP, BRIEF, OPTIONS, REVIEWER))
                .expectNoEvents()
                .expectExceptionDetails(rejection(ErrorCode.REVIEW_NOT_OPEN));
    }

    @Test
    void aRevisionThatDeliversIsToBeJudged() {
        generated(SENT_BACK, REVISION_ORDERED)
                .when(new ConcludeGeneration(ID, FOLLOW_UP, REVISED))
                .expectEvents(new GenerationConcluded(ID, FOLLOW_UP, REVISED, RequirementStatus.GENERATED));
        generated(
                        SENT_BACK,
                        REVISION_ORDERED,
                        new GenerationConcluded(ID, FOLLOW_UP, REVISED, RequirementStatus.GENERATED))
                .when(new RecordVerdict(ID, FOLLOW_UP, 1, Verdict.APPROVED, REVIEWER))
                .expectEvents(new RequirementJudged(
                        ID, FOLLOW_UP, 1, Verdict.APPROVED, RequirementStatus.APPROVED, REVIEWER));
    }

    @Test
    void aRevisionThatFailsLeavesTheChangeSentBackAndCanBeRetried() {
        var failed = new GenerationConcluded(ID, FOLLOW_UP, null, RequirementStatus.NEEDS_REVISION);
        generated(SENT_BACK, REVISION_ORDERED)
                .when(new ConcludeGeneration(ID, FOLLOW_UP, null))
                .expectEvents(failed);
        generated(SENT_BACK, REVISION_ORDERED, failed)
                .when(new ResumeGeneration(ID, FOLLOW_UP, REVISION_ORDERED.order(), RD))
                .expectEvents(new GenerationResumed(ID, FOLLOW_UP, REVISION_ORDERED.order(), RD));
        generated(
                        SENT_BACK,
                        REVISION_ORDERED,
                        failed,
                        new GenerationResumed(ID, FOLLOW_UP, REVISION_ORDERED.order(), RD))
                .when(new ConcludeGeneration(ID, FOLLOW_UP, null))
                .expectEvents(failed);
    }

    @Test
    void aFreshGenerationThatFailsAfterAChangeWasSentBackLeavesTheChangeToBeJudged() {
        var fresh = new CodegenTaskId("task-3");
        generated(SENT_BACK, new GenerationOrdered(ID, fresh, order("Refunds", DELIVERY, null), RD))
                .when(new ConcludeGeneration(ID, fresh, null))
                .expectEvents(new GenerationConcluded(ID, fresh, null, RequirementStatus.GENERATED));
    }

    private static RequirementJudged judged(int number, Verdict verdict) {
        return new RequirementJudged(ID, TASK, number, verdict, RequirementStatus.valueOf(verdict.name()), REVIEWER);
    }

    private static GenerationOrder order(String title, @Nullable Delivery owned, @Nullable RevisionBrief revision) {
        return new GenerationOrder(
                ID,
                "PAY-1",
                new ProjectId("project-1"),
                new RepositoryId("repository-1"),
                "https://git.example.com/pay.git",
                Platform.GIT,
                "develop",
                "main",
                title,
                "Give money back.",
                owned,
                OPTIONS,
                null,
                ANALYSIS,
                revision);
    }

    private static org.hamcrest.Matcher<Object> rejection(ErrorCode code) {
        return Matchers.matches((Object details) -> details instanceof Rejection it && it.code() == code);
    }
}
