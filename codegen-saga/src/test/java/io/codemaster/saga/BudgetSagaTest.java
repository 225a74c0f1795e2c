package io.codemaster.saga;

import java.math.BigDecimal;

import org.axonframework.test.saga.SagaTestFixture;
import org.junit.jupiter.api.Test;

import io.codemaster.api.budget.ChargeRun;
import io.codemaster.api.codegen.AgentFinished;
import io.codemaster.api.codegen.AgentOutcome;
import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.codegen.GenerationStep;
import io.codemaster.api.codegen.Usage;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.inspection.AnalysisSubject;
import io.codemaster.api.inspection.InspectionCancelled;
import io.codemaster.api.inspection.InspectionFinished;
import io.codemaster.api.inspection.InspectionOrder;
import io.codemaster.api.mergerequest.MergeRequestId;
import io.codemaster.api.mergerequest.MergeRequestMerged;
import io.codemaster.api.repository.RepositoryAnalysisRequested;
import io.codemaster.api.requirement.GenerationOrdered;
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
}
