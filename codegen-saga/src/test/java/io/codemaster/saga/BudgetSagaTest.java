package io.codemaster.saga;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

import org.axonframework.test.saga.SagaTestFixture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.codemaster.api.budget.BudgetLevel;
import io.codemaster.api.budget.BudgetLevelReached;
import io.codemaster.api.budget.BudgetScope;
import io.codemaster.api.budget.ChargeRun;
import io.codemaster.api.budget.HoldBudget;
import io.codemaster.api.budget.ReleaseBudget;
import io.codemaster.api.budget.SpendingId;
import io.codemaster.api.codegen.AgentFinished;
import io.codemaster.api.codegen.AgentOutcome;
import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.codegen.GenerationCancelled;
import io.codemaster.api.codegen.GenerationStep;
import io.codemaster.api.codegen.Usage;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.inspection.AnalysisSubject;
import io.codemaster.api.inspection.InspectionCancelled;
import io.codemaster.api.inspection.InspectionFinished;
import io.codemaster.api.inspection.InspectionOrder;
import io.codemaster.api.mergerequest.MergeRequestId;
import io.codemaster.api.mergerequest.MergeRequestMerged;
import io.codemaster.api.notice.DeliverNotice;
import io.codemaster.api.notice.IssueNotice;
import io.codemaster.api.notice.NoticeContent;
import io.codemaster.api.notice.NoticeId;
import io.codemaster.api.notice.NoticeKind;
import io.codemaster.api.repository.RepositoryAnalysisRequested;
import io.codemaster.api.requirement.GenerationOrdered;
import io.codemaster.api.requirement.RequirementId;
import io.codemaster.api.review.AiReviewRequested;
import io.codemaster.api.review.ReviewId;

class BudgetSagaTest {

    private static final CodegenTaskId TASK = new CodegenTaskId("task-1");
    private static final CodegenTaskId RUN = new CodegenTaskId("run-1");
    private static final UserId USER = new UserId("rd");

    private final SagaTestFixture<BudgetSaga> saga = new SagaTestFixture<>(BudgetSaga.class);

    private static AgentOutcome outcome(String usd) {
        return new AgentOutcome(
                0, 9, "success", "claude-opus-5-5", new Usage(1, 2, 3, 4, 5, new BigDecimal(usd), 60), 60, 0, 0, 0);
    }

    private static GenerationOrdered ordered() {
        return new GenerationOrdered(SagaSamples.ORDER.requirementId(), TASK, SagaSamples.ORDER, USER);
    }

    private static InspectionOrder analysis() {
        var order = SagaSamples.ORDER;
        return new InspectionOrder(
                order.projectId(),
                order.repositoryId(),
                order.gitUrl(),
                order.platform(),
                order.sourceBranch(),
                null,
                new AnalysisSubject(null));
    }

    private ChargeRun charge(CodegenTaskId run, String usd, boolean forRequirement) {
        var order = SagaSamples.ORDER;
        return new ChargeRun(
                run,
                1,
                order.projectId(),
                forRequirement ? order.requirementId() : null,
                new BigDecimal(usd),
                saga.currentTime());
    }

    @Test
    void anAgentIsChargedWhateverBecomesOfItsWork() {
        saga.givenAPublished(ordered())
                .whenPublishingA(new AgentFinished(TASK, 1, outcome("0.42"), false))
                .expectDispatchedCommands(charge(TASK, "0.42", true));
    }

    @Test
    void anAgentThatCostNothingIsNotCharged() {
        saga.givenAPublished(ordered())
                .whenPublishingA(new AgentFinished(TASK, 1, outcome("0"), true))
                .expectNoDispatchedCommands();
    }

    @Test
    void theReviewOfAChangeIsChargedToItsRequirement() {
        saga.givenAPublished(ordered())
                .andThenAPublished(new AiReviewRequested(ReviewId.of(TASK), TASK, RUN, analysis(), USER))
                .whenPublishingA(new InspectionFinished(RUN, 1, outcome("0.10"), true))
                .expectDispatchedCommands(charge(RUN, "0.10", true));
    }

    @Test
    void anAnalysisIsChargedToTheProjectAlone() {
        saga.givenAPublished(new RepositoryAnalysisRequested(SagaSamples.ORDER.repositoryId(), RUN, analysis(), USER))
                .whenPublishingA(new InspectionFinished(RUN, 1, outcome("0.10"), true))
                .expectDispatchedCommands(charge(RUN, "0.10", false));
    }

    @Test
    void itEndsWithTheAnalysisOrTheMerge() {
        saga.givenAPublished(new RepositoryAnalysisRequested(SagaSamples.ORDER.repositoryId(), RUN, analysis(), USER))
                .whenPublishingA(new InspectionCancelled(
                        RUN, 1, GenerationStep.QUEUE, USER, new Usage(0, 0, 0, 0, 0, BigDecimal.ZERO, 0)))
                .expectActiveSagas(0);
        var requirement = SagaSamples.ORDER.requirementId();
        new SagaTestFixture<>(BudgetSaga.class)
                .givenAPublished(ordered())
                .whenPublishingA(
                        new MergeRequestMerged(MergeRequestId.of(requirement), requirement, null, null, USER, null))
                .expectActiveSagas(0);
    }

    @Test
    void moneyIsHeldForAGenerationFromItsOrderToItsEnd() {
        var order = SagaSamples.ORDER;
        saga.givenNoPriorActivity()
                .whenPublishingA(ordered())
                .expectDispatchedCommands(
                        new HoldBudget(order.projectId(), order.requirementId(), TASK, saga.currentTime()));
        var ended = new SagaTestFixture<>(BudgetSaga.class);
        var at = ended.currentTime();
        ended.givenAPublished(ordered())
                .whenPublishingA(new GenerationCancelled(
                        TASK, 1, GenerationStep.QUEUE, USER, new Usage(0, 0, 0, 0, 0, BigDecimal.ZERO, 0)))
                .expectDispatchedCommands(new ReleaseBudget(order.projectId(), order.requirementId(), TASK, at));
    }

    private static BudgetLevelReached reached(@Nullable RequirementId requirement) {
        var project = SagaSamples.ORDER.projectId();
        return new BudgetLevelReached(
                SpendingId.of(project, "2026-11"),
                BudgetScope.PROJECT,
                BudgetLevel.EXHAUSTED,
                2,
                RUN,
                project,
                requirement,
                "2026-11",
                BigDecimal.TEN,
                BigDecimal.TEN,
                List.of(USER));
    }

    @Test
    void theOwnersAreToldWhatAnAnalysisHasUsedUp() {
        var project = SagaSamples.ORDER.projectId();
        var notice = NoticeId.of(
                NoticeKind.BUDGET_EXHAUSTED, SpendingId.of(project, "2026-11").value(), 2);
        var content = new NoticeContent(
                NoticeKind.BUDGET_EXHAUSTED,
                null,
                "2026-11",
                "",
                project,
                null,
                null,
                Map.of("budget", "PROJECT", "spentUsd", "10.00", "limitUsd", "10.00"),
                "/projects/" + project,
                saga.currentTime());
        saga.givenNoPriorActivity()
                .whenPublishingA(reached(null))
                .expectDispatchedCommands(
                        new IssueNotice(notice, List.of(USER), content),
                        new DeliverNotice(notice, List.of(USER), content))
                .expectActiveSagas(0);
    }

    @Test
    void whatARequirementHasUsedUpItsOwnPeopleAreToldElsewhere() {
        saga.givenNoPriorActivity()
                .whenPublishingA(reached(SagaSamples.ORDER.requirementId()))
                .expectNoDispatchedCommands()
                .expectActiveSagas(0);
    }
}
