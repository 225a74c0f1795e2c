package io.codemaster.saga;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.modelling.saga.EndSaga;
import org.axonframework.modelling.saga.SagaEventHandler;
import org.axonframework.modelling.saga.SagaLifecycle;
import org.axonframework.modelling.saga.StartSaga;
import org.axonframework.spring.stereotype.Saga;
import org.jspecify.annotations.Nullable;

import io.codemaster.api.budget.ChargeRun;
import io.codemaster.api.codegen.AgentFinished;
import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.inspection.InspectionAnswered;
import io.codemaster.api.inspection.InspectionCancelled;
import io.codemaster.api.inspection.InspectionFailed;
import io.codemaster.api.inspection.InspectionFinished;
import io.codemaster.api.mergerequest.MergeRequestMerged;
import io.codemaster.api.project.ProjectId;
import io.codemaster.api.repository.RepositoryAnalysisRequested;
import io.codemaster.api.requirement.GenerationOrdered;
import io.codemaster.api.requirement.GenerationResumed;
import io.codemaster.api.requirement.RequirementId;
import io.codemaster.api.review.AiReviewRequested;

/**
 * Charges what the agents have cost: those of a requirement, from its first generation to its merge, and each analysis of
 * a repository. When an agent is gone its cost is charged, whatever becomes of its work.
 */
@Saga
@ProcessingGroup("budget-saga")
public class BudgetSaga {

    /** Of older runs nothing more is spent. */
    static final int REMEMBERED_RUNS = 16;

    private static final String REQUIREMENT = "requirementId";

    private static final String TASK = "taskId";

    private static final String RUN = "runId";

    private ProjectId projectId;

    /** Null for an analysis. */
    private @Nullable RequirementId requirementId;

    private final List<String> tasks = new ArrayList<>();

    private final List<String> runs = new ArrayList<>();

    @SuppressWarnings("NullAway.Init") // the first event gives the project
    public BudgetSaga() {}

    // ---- whose money it is ----

    @StartSaga
    @SagaEventHandler(associationProperty = REQUIREMENT)
    void on(GenerationOrdered event) {
        belongsTo(event.order().projectId(), event.requirementId());
        follow(TASK, event.taskId(), tasks);
    }

    @StartSaga
    @SagaEventHandler(associationProperty = REQUIREMENT)
    void on(GenerationResumed event) {
        belongsTo(event.order().projectId(), event.requirementId());
        follow(TASK, event.taskId(), tasks);
    }

    @SagaEventHandler(associationProperty = TASK)
    void on(AiReviewRequested event) {
        follow(RUN, event.runId(), runs);
    }

    @StartSaga
    @SagaEventHandler(associationProperty = RUN)
    void on(RepositoryAnalysisRequested event) {
        projectId = event.order().projectId();
    }

    private void belongsTo(ProjectId project, RequirementId requirement) {
        projectId = project;
        requirementId = requirement;
    }

    private static void follow(String key, CodegenTaskId run, List<String> known) {
        known.remove(run.value());
        known.add(run.value());
        SagaLifecycle.associateWith(key, run.value());
        if (known.size() > REMEMBERED_RUNS) {
            SagaLifecycle.removeAssociationWith(key, known.remove(0));
        }
    }

    // ---- what is spent ----

    @SagaEventHandler(associationProperty = TASK)
    void on(AgentFinished event, @Timestamp Instant at, CommandGateway commands) {
        charge(event.taskId(), event.attempt(), event.outcome().usage().costUsd(), at, commands);
    }

    @SagaEventHandler(associationProperty = RUN)
    void on(InspectionFinished event, @Timestamp Instant at, CommandGateway commands) {
        charge(event.runId(), event.attempt(), event.outcome().usage().costUsd(), at, commands);
    }

    private void charge(CodegenTaskId run, int attempt, BigDecimal costUsd, Instant at, CommandGateway commands) {
        if (costUsd.signum() > 0) {
            commands.sendAndWait(new ChargeRun(run, attempt, projectId, requirementId, costUsd, at));
        }
    }

    // ---- when nothing more is spent ----

    @EndSaga
    @SagaEventHandler(associationProperty = REQUIREMENT)
    void on(MergeRequestMerged event) {}

    @SagaEventHandler(associationProperty = RUN)
    void on(InspectionAnswered event) {
        endAnalysis();
    }

    @SagaEventHandler(associationProperty = RUN)
    void on(InspectionFailed event) {
        endAnalysis();
    }

    @SagaEventHandler(associationProperty = RUN)
    void on(InspectionCancelled event) {
        endAnalysis();
    }

    private void endAnalysis() {
        if (requirementId == null) {
            SagaLifecycle.end();
        }
    }
}
