package io.codemaster.saga;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.axonframework.test.saga.ContinuedGivenState;
import org.axonframework.test.saga.SagaTestFixture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.codemaster.api.budget.BudgetLevel;
import io.codemaster.api.budget.BudgetLevelReached;
import io.codemaster.api.budget.BudgetScope;
import io.codemaster.api.budget.SpendingId;
import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.codegen.DiffStat;
import io.codemaster.api.codegen.Failure;
import io.codemaster.api.codegen.FailureCode;
import io.codemaster.api.codegen.GenerationCompleted;
import io.codemaster.api.codegen.GenerationFailed;
import io.codemaster.api.codegen.GenerationStep;
import io.codemaster.api.codegen.Usage;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.inspection.ReviewAnswer;
import io.codemaster.api.inspection.ReviewAnswer.Judgement;
import io.codemaster.api.mergerequest.MergeRequestClosed;
import io.codemaster.api.mergerequest.MergeRequestId;
import io.codemaster.api.mergerequest.MergeRequestMerged;
import io.codemaster.api.mergerequest.MergeRequestOpened;
import io.codemaster.api.notice.DeliverNotice;
import io.codemaster.api.notice.IssueNotice;
import io.codemaster.api.notice.NoticeContent;
import io.codemaster.api.notice.NoticeId;
import io.codemaster.api.notice.NoticeIssued;
import io.codemaster.api.notice.NoticeKind;
import io.codemaster.api.project.ProjectId;
import io.codemaster.api.repository.Platform;
import io.codemaster.api.repository.RepositoryId;
import io.codemaster.api.requirement.Delivery;
import io.codemaster.api.requirement.GenerationOrdered;
import io.codemaster.api.requirement.GenerationResumed;
import io.codemaster.api.requirement.Priority;
import io.codemaster.api.requirement.RequirementClosed;
import io.codemaster.api.requirement.RequirementEdited;
import io.codemaster.api.requirement.RequirementId;
import io.codemaster.api.requirement.RequirementSubmitted;
import io.codemaster.api.review.AiReviewCompleted;
import io.codemaster.api.review.AiReviewFailed;
import io.codemaster.api.review.ReviewId;
import io.codemaster.api.review.ReviewSubmitted;
import io.codemaster.api.review.Verdict;
import io.codemaster.api.shared.Change;

class NoticeSagaTest {

    private static final RequirementId REQUIREMENT = SagaSamples.REQUIREMENT;
    private static final ProjectId PROJECT = SagaSamples.PROJECT;
    private static final CodegenTaskId TASK = new CodegenTaskId("task-1");
    private static final CodegenTaskId RUN = new CodegenTaskId("task-1.review.1");
    private static final UserId AUTHOR = new UserId("pm");
    private static final UserId ASSIGNEE = new UserId("rd");
    private static final UserId REQUESTER = new UserId("rd-2");
    private static final Usage USAGE = new Usage(1, 2, 3, 4, 5, new BigDecimal("0.42"), 61_000);
    private static final ReviewAnswer ANSWER = new ReviewAnswer(
            87,
            "Fine.",
            List.of(),
            List.of(),
            new ReviewAnswer.Categories(
                    new Judgement(true, ""), new Judgement(true, ""), new Judgement(true, ""), new Judgement(true, "")),
            List.of());
    private static final Failure FAILURE = new Failure(
            FailureCode.WORKER_LOST, GenerationStep.GENERATE, "The worker has not reported for too long.", null);

    private final SagaTestFixture<NoticeSaga> saga = new SagaTestFixture<>(NoticeSaga.class);

    private static RequirementSubmitted submitted(@Nullable UserId assignee) {
        return new RequirementSubmitted(
                REQUIREMENT,
                PROJECT,
                "PAY-1",
                "Refunds",
                "Give money back.",
                Priority.HIGH,
                null,
                null,
                null,
                assignee,
                AUTHOR);
    }

    private static RequirementEdited edited(@Nullable String title, @Nullable Change<UserId> assignee) {
        return new RequirementEdited(REQUIREMENT, title, null, null, null, null, null, assignee, AUTHOR);
    }

    private static GenerationOrdered ordered(CodegenTaskId task, UserId by) {
        return new GenerationOrdered(REQUIREMENT, task, SagaSamples.ORDER, by);
    }

    private static GenerationCompleted completed(CodegenTaskId task) {
        return new GenerationCompleted(
                task, 1, new Delivery("feature/req-PAY-1", "2".repeat(40)), new DiffStat(3, 40, 5), USAGE);
    }

    private static ReviewSubmitted verdict(UserId by, @Nullable String comment) {
        return new ReviewSubmitted(
                ReviewId.of(TASK), TASK, REQUIREMENT, "round-1", 2, Verdict.APPROVED, comment, List.of(), null, by);
    }

    private ContinuedGivenState after(Object... events) {
        var state = saga.givenAPublished(submitted(ASSIGNEE));
        for (var event : events) {
            state = state.andThenAPublished(event);
        }
        return state;
    }

    private NoticeContent content(
            NoticeKind kind, String title, @Nullable UserId actor, Map<String, String> facts, String link) {
        return new NoticeContent(
                kind, REQUIREMENT, "PAY-1", title, PROJECT, TASK, actor, facts, link, saga.currentTime());
    }

    private NoticeContent completion(String title) {
        return content(
                NoticeKind.GENERATION_COMPLETED,
                title,
                null,
                Map.of("files", "3", "additions", "40", "deletions", "5", "costUsd", "0.42", "durationMs", "61000"),
                "/codegen/task-1");
    }

    private static IssueNotice notice(String subject, int number, NoticeContent content, UserId... recipients) {
        return new IssueNotice(NoticeId.of(content.kind(), subject, number), List.of(recipients), content);
    }

    @Test
    void aCompletedGenerationIsToldToWhoAskedForItWroteItAndHasToDoIt() {
        after(ordered(TASK, REQUESTER))
                .whenPublishingA(completed(TASK))
                .expectDispatchedCommands(notice("task-1", 1, completion("Refunds"), REQUESTER, AUTHOR, ASSIGNEE));
    }

    @Test
    void nobodyIsToldTwice() {
        saga.givenAPublished(submitted(AUTHOR))
                .andThenAPublished(ordered(TASK, AUTHOR))
                .whenPublishingA(completed(TASK))
                .expectDispatchedCommands(notice("task-1", 1, completion("Refunds"), AUTHOR));
    }

    @Test
    void whatIsEditedMeanwhileIsTold() {
        after(edited("Refunds and returns", new Change<>(null)), ordered(TASK, REQUESTER))
                .whenPublishingA(completed(TASK))
                .expectDispatchedCommands(notice("task-1", 1, completion("Refunds and returns"), REQUESTER, AUTHOR));
        after(edited(null, new Change<>(new UserId("rd-3"))), ordered(TASK, REQUESTER))
                .whenPublishingA(completed(TASK))
                .expectDispatchedCommands(
                        notice("task-1", 1, completion("Refunds"), REQUESTER, AUTHOR, new UserId("rd-3")));
    }

    @Test
    void aFailureIsToldWithItsReasonToWhoAskedLast() {
        after(ordered(TASK, REQUESTER), new GenerationResumed(REQUIREMENT, TASK, SagaSamples.ORDER, ASSIGNEE))
                .whenPublishingA(new GenerationFailed(TASK, 2, FAILURE, USAGE))
                .expectDispatchedCommands(notice(
                        "task-1",
                        2,
                        content(
                                NoticeKind.GENERATION_FAILED,
                                "Refunds",
                                null,
                                Map.of(
                                        "failure",
                                        FailureCode.WORKER_LOST.code(),
                                        "message",
                                        FAILURE.message(),
                                        "costUsd",
                                        "0.42",
                                        "durationMs",
                                        "61000"),
                                "/codegen/task-1"),
                        ASSIGNEE,
                        AUTHOR));
    }

    @Test
    void anAiReviewIsToldWithItsScore() {
        after(ordered(TASK, REQUESTER))
                .whenPublishingA(new AiReviewCompleted(ReviewId.of(TASK), TASK, RUN, ANSWER, USAGE))
                .expectDispatchedCommands(notice(
                        RUN.value(),
                        1,
                        content(
                                NoticeKind.AI_REVIEW_COMPLETED,
                                "Refunds",
                                null,
                                Map.of(
                                        "score",
                                        "87",
                                        "findings",
                                        "0",
                                        "resolved",
                                        "0",
                                        "costUsd",
                                        "0.42",
                                        "durationMs",
                                        "61000"),
                                "/codegen/task-1/review"),
                        REQUESTER,
                        AUTHOR,
                        ASSIGNEE));
    }

    @Test
    void anAiReviewThatFailedIsToldToo() {
        after(ordered(TASK, REQUESTER))
                .whenPublishingA(new AiReviewFailed(ReviewId.of(TASK), TASK, RUN, FAILURE))
                .expectDispatchedCommands(notice(
                        RUN.value(),
                        1,
                        content(
                                NoticeKind.AI_REVIEW_FAILED,
                                "Refunds",
                                null,
                                Map.of("failure", FailureCode.WORKER_LOST.code(), "message", FAILURE.message()),
                                "/codegen/task-1/review"),
                        REQUESTER,
                        AUTHOR,
                        ASSIGNEE));
    }

    @Test
    void aVerdictIsToldToEverybodyButTheReviewer() {
        after(ordered(TASK, REQUESTER))
                .whenPublishingA(verdict(ASSIGNEE, "x".repeat(1_000)))
                .expectDispatchedCommands(notice(
                        "task-1",
                        2,
                        content(
                                NoticeKind.VERDICT,
                                "Refunds",
                                ASSIGNEE,
                                Map.of("verdict", "APPROVED", "lineComments", "0", "comment", "x".repeat(300) + "…"),
                                "/codegen/task-1/review"),
                        REQUESTER,
                        AUTHOR));
    }

    @Test
    void whoDoesEverythingAloneIsToldNothingOfIt() {
        saga.givenAPublished(submitted(null))
                .andThenAPublished(ordered(TASK, AUTHOR))
                .whenPublishingA(verdict(AUTHOR, null))
                .expectNoDispatchedCommands();
    }

    @Test
    void anIssuedNoticeIsDelivered() {
        var content = completion("Refunds");
        var id = NoticeId.of(NoticeKind.GENERATION_COMPLETED, "task-1", 1);
        after(ordered(TASK, REQUESTER))
                .whenPublishingA(new NoticeIssued(id, REQUIREMENT, List.of(AUTHOR), content))
                .expectActiveSagas(1)
                .expectDispatchedCommands(new DeliverNotice(id, List.of(AUTHOR), content));
    }

    @Test
    void theNoticeOfTheMergeIsTheLast() {
        var content = new NoticeContent(
                NoticeKind.MERGED,
                REQUIREMENT,
                "PAY-1",
                "Refunds",
                PROJECT,
                TASK,
                null,
                Map.of(),
                "/requirements/PAY-1",
                Instant.EPOCH);
        var id = NoticeId.of(NoticeKind.MERGED, "task-1", 1);
        after(ordered(TASK, REQUESTER))
                .whenPublishingA(new NoticeIssued(id, REQUIREMENT, List.of(AUTHOR), content))
                .expectDispatchedCommands(new DeliverNotice(id, List.of(AUTHOR), content))
                .expectActiveSagas(0);
    }

    private IssueNotice merge(NoticeKind kind, int number, @Nullable UserId actor, UserId... recipients) {
        return new IssueNotice(
                NoticeId.of(kind, "mr:requirement-1", number),
                List.of(recipients),
                new NoticeContent(
                        kind,
                        REQUIREMENT,
                        "PAY-1",
                        "Refunds",
                        PROJECT,
                        null,
                        actor,
                        Map.of("number", "12", "url", "https://git.example.com/pay/12"),
                        "/requirements/PAY-1",
                        saga.currentTime()));
    }

    private static MergeRequestOpened opened(int attempt) {
        return new MergeRequestOpened(
                MergeRequestId.of(REQUIREMENT),
                REQUIREMENT,
                attempt,
                new RepositoryId("repository-1"),
                Platform.GITLAB,
                12,
                "https://git.example.com/pay/12",
                "Refunds",
                "feature/req-PAY-1",
                "main",
                "2".repeat(40),
                null);
    }

    private static MergeRequestMerged merged(@Nullable UserId by) {
        return new MergeRequestMerged(MergeRequestId.of(REQUIREMENT), REQUIREMENT, null, null, by, null);
    }

    @Test
    void aMergeRequestIsToldWithItsNumberAndPage() {
        after(ordered(new CodegenTaskId("task-0"), ASSIGNEE), ordered(TASK, REQUESTER))
                .whenPublishingA(opened(2))
                .expectDispatchedCommands(merge(NoticeKind.MERGE_REQUEST_OPENED, 2, null, REQUESTER, AUTHOR, ASSIGNEE));
    }

    @Test
    void everyClosingOfAMergeRequestIsNews() {
        var closed = new MergeRequestClosed(MergeRequestId.of(REQUIREMENT), REQUIREMENT);
        after(ordered(TASK, REQUESTER), opened(1), closed)
                .whenPublishingA(closed)
                .expectDispatchedCommands(merge(NoticeKind.MERGE_REQUEST_CLOSED, 2, null, REQUESTER, AUTHOR, ASSIGNEE));
    }

    @Test
    void theMergeIsToldToEverybodyButWhoMerged() {
        after(ordered(TASK, REQUESTER), opened(1))
                .whenPublishingA(merged(REQUESTER))
                .expectDispatchedCommands(merge(NoticeKind.MERGED, 1, REQUESTER, AUTHOR, ASSIGNEE))
                .expectActiveSagas(1);
    }

    @Test
    void aMergeThatNobodyHasToBeToldIsTheEnd() {
        saga.givenAPublished(submitted(null))
                .andThenAPublished(ordered(TASK, AUTHOR))
                .whenPublishingA(merged(AUTHOR))
                .expectNoDispatchedCommands()
                .expectActiveSagas(0);
    }

    @Test
    void aClosedRequirementMayBeReopenedAndIsFollowedOn() {
        after(ordered(TASK, REQUESTER), new RequirementClosed(REQUIREMENT, null, AUTHOR))
                .whenPublishingA(verdict(ASSIGNEE, null))
                .expectActiveSagas(1);
    }

    @Test
    void theOldestGenerationsAreForgotten() {
        var orders = new ArrayList<Object>();
        for (int i = 0; i < NoticeSaga.REMEMBERED_TASKS + 1; i++) {
            orders.add(ordered(new CodegenTaskId("task-1" + i), REQUESTER));
        }
        after(orders.toArray())
                .whenPublishingA(completed(new CodegenTaskId("task-10")))
                .expectNoDispatchedCommands()
                .expectNoAssociationWith("taskId", "task-10")
                .expectAssociationWith("taskId", "task-11");
    }

    @Test
    void aBudgetThatIsNearlyGoneIsToldToItsOwnersToo() {
        var account = SpendingId.of(PROJECT, "2026-11");
        var owner = new UserId("owner");
        after(ordered(TASK, REQUESTER))
                .whenPublishingA(new BudgetLevelReached(
                        account,
                        BudgetScope.PROJECT,
                        BudgetLevel.WARNED,
                        1,
                        TASK,
                        PROJECT,
                        REQUIREMENT,
                        "2026-11",
                        new BigDecimal("10"),
                        new BigDecimal("8.404"),
                        List.of(owner, AUTHOR)))
                .expectDispatchedCommands(notice(
                        account.value(),
                        1,
                        new NoticeContent(
                                NoticeKind.BUDGET_WARNED,
                                REQUIREMENT,
                                "PAY-1",
                                "Refunds",
                                PROJECT,
                                null,
                                null,
                                Map.of("budget", "PROJECT", "spentUsd", "8.40", "limitUsd", "10.00"),
                                "/requirements/PAY-1",
                                saga.currentTime()),
                        REQUESTER,
                        AUTHOR,
                        ASSIGNEE,
                        owner));
    }
}
