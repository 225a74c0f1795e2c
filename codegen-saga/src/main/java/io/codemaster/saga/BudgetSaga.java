package io.codemaster.saga;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.modelling.saga.EndSaga;
import org.axonframework.modelling.saga.SagaEventHandler;
import org.axonframework.modelling.saga.SagaLifecycle;
import org.axonframework.modelling.saga.StartSaga;
import org.axonframework.spring.stereotype.Saga;
import org.jspecify.annotations.Nullable;

import io.codemaster.api.budget.BudgetLevel;
import io.codemaster.api.budget.BudgetLevelReached;
import io.codemaster.api.budget.ChargeRun;
import io.codemaster.api.budget.HoldBudget;
import io.codemaster.api.budget.ReleaseBudget;
import io.codemaster.api.codegen.AgentFinished;
import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.codegen.GenerationCancelled;
import io.codemaster.api.codegen.GenerationCompleted;
import io.codemaster.api.codegen.GenerationFailed;
import io.codemaster.api.inspection.InspectionAnswered;
import io.codemaster.api.inspection.InspectionCancelled;
import io.codemaster.api.inspection.InspectionFailed;
import io.codemaster.api.inspection.InspectionFinished;
import io.codemaster.api.mergerequest.MergeRequestMerged;
import io.codemaster.api.notice.DeliverNotice;
import io.codemaster.api.notice.IssueNotice;
import io.codemaster.api.notice.NoticeContent;
import io.codemaster.api.notice.NoticeId;
import io.codemaster.api.notice.NoticeKind;
import io.codemaster.api.project.ProjectId;
import io.codemaster.api.repository.RepositoryAnalysisRequested;
import io.codemaster.api.requirement.GenerationOrdered;
import io.codemaster.api.requirement.GenerationResumed;
import io.codemaster.api.requirement.RequirementId;
import io.codemaster.api.review.AiReviewRequested;

/**
 * Charges what the agents have cost: those of a requirement, from its first generation to its merge, and each analysis of
 * a repository. When an agent is gone its cost is charged, whatever becomes of its work. What was set aside for a generation is
 * held while it is under way.
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

    private List<String> tasks = new ArrayList<>();

    private List<String> runs = new ArrayList<>();

    /** When what is set aside for generations under way was: it belongs to that month. */
    private Map<String, Instant> ordered = new HashMap<>();

    @SuppressWarnings("NullAway.Init") // the first event gives the project
    public BudgetSaga() {}

    // ---- whose money it is ----

    @StartSaga
    @SagaEventHandler(associationProperty = REQUIREMENT)
    void on(GenerationOrdered event, @Timestamp Instant at, CommandGateway commands) {
        belongsTo(event.order().projectId(), event.requirementId());
        follow(TASK, event.taskId(), tasks);
        hold(event.taskId(), event.requirementId(), at, commands);
    }

    @StartSaga
    @SagaEventHandler(associationProperty = REQUIREMENT)
    void on(GenerationResumed event, @Timestamp Instant at, CommandGateway commands) {
        belongsTo(event.order().projectId(), event.requirementId());
        follow(TASK, event.taskId(), tasks);
        hold(event.taskId(), event.requirementId(), at, commands);
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

    // ---- what is set aside ----

    private void hold(CodegenTaskId task, RequirementId requirement, Instant at, CommandGateway commands) {
        ordered.put(task.value(), at);
        commands.sendAndWait(new HoldBudget(projectId, requirement, task, at));
    }

    @SagaEventHandler(associationProperty = TASK)
    void on(GenerationCompleted event, @Timestamp Instant at, CommandGateway commands) {
        release(event.taskId(), at, commands);
    }

    @SagaEventHandler(associationProperty = TASK)
    void on(GenerationFailed event, @Timestamp Instant at, CommandGateway commands) {
        release(event.taskId(), at, commands);
    }

    @SagaEventHandler(associationProperty = TASK)
    void on(GenerationCancelled event, @Timestamp Instant at, CommandGateway commands) {
        release(event.taskId(), at, commands);
    }

    private void release(CodegenTaskId task, Instant at, CommandGateway commands) {
        var orderedAt = ordered.remove(task.value());
        if (requirementId != null) {
            commands.sendAndWait(new ReleaseBudget(projectId, requirementId, task, orderedAt == null ? at : orderedAt));
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

    // ---- who is told of what belongs to no requirement ----

    /** Of what is spent for a requirement its own people are told too, see {@link NoticeSaga}. */
    @StartSaga
    @SagaEventHandler(associationProperty = "spendingId")
    void on(BudgetLevelReached event, @Timestamp Instant at, CommandGateway commands) {
        if (event.requirementId() == null && !event.owners().isEmpty()) {
            var kind = event.level() == BudgetLevel.EXHAUSTED ? NoticeKind.BUDGET_EXHAUSTED : NoticeKind.BUDGET_WARNED;
            var notice = NoticeId.of(kind, event.spendingId().value(), event.number());
            var content = new NoticeContent(
                    kind,
                    null,
                    event.month(),
                    "",
                    event.projectId(),
                    null,
                    null,
                    NoticeSaga.budget(event),
                    "/projects/" + event.projectId(),
                    at);
            commands.sendAndWait(new IssueNotice(notice, event.owners(), content));
            commands.sendAndWait(new DeliverNotice(notice, event.owners(), content));
        }
        SagaLifecycle.end();
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
