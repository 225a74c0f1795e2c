package io.codemaster.query.statistics;

import java.time.Instant;

import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.Timestamp;
import org.springframework.stereotype.Component;

import io.codemaster.api.budget.SpendingRecorded;
import io.codemaster.api.codegen.AgentFinished;
import io.codemaster.api.codegen.AgentStarted;
import io.codemaster.api.codegen.AttemptClaimed;
import io.codemaster.api.codegen.AttemptQueued;
import io.codemaster.api.codegen.GenerationCancelled;
import io.codemaster.api.codegen.GenerationCompleted;
import io.codemaster.api.codegen.GenerationFailed;
import io.codemaster.api.codegen.GenerationRequested;
import io.codemaster.api.project.BoardLimitsChanged;
import io.codemaster.api.project.ProjectBudgetChanged;
import io.codemaster.api.requirement.GenerationConcluded;
import io.codemaster.api.requirement.GenerationOrdered;
import io.codemaster.api.requirement.GenerationResumed;
import io.codemaster.api.requirement.RequirementClosed;
import io.codemaster.api.requirement.RequirementEdited;
import io.codemaster.api.requirement.RequirementJudged;
import io.codemaster.api.requirement.RequirementMergeMoved;
import io.codemaster.api.requirement.RequirementReopened;
import io.codemaster.api.requirement.RequirementStatus;
import io.codemaster.api.requirement.RequirementSubmitted;
import io.codemaster.api.requirement.ReviewBegun;
import io.codemaster.api.review.AiReviewCompleted;
import io.codemaster.api.review.AiReviewFailed;
import io.codemaster.api.review.ReviewSubmitted;

@Component
@ProcessingGroup("statistics")
class StatisticsProjection {

    private final StatisticsRows rows;

    private final BudgetRows budgets;

    StatisticsProjection(StatisticsRows rows, BudgetRows budgets) {
        this.rows = rows;
        this.budgets = budgets;
    }

    // ---- generations ----

    @EventHandler
    void on(GenerationRequested event, @Timestamp Instant at) {
        rows.requested(event, at);
    }

    /** Also when somebody tries again what was over. */
    @EventHandler
    void on(AttemptQueued event) {
        rows.outcome(event.taskId(), Outcome.ACTIVE, null, null);
    }

    @EventHandler
    void on(AttemptClaimed event, @Timestamp Instant at) {
        rows.started(event.taskId(), at);
    }

    @EventHandler
    void on(AgentStarted event) {
        if (event.launch().model() != null) {
            rows.model(event.taskId(), event.launch().model());
        }
    }

    @EventHandler
    void on(AgentFinished event) {
        rows.used(event.taskId(), event.outcome().usage());
        if (event.outcome().model() != null) {
            rows.model(event.taskId(), event.outcome().model());
        }
    }

    @EventHandler
    void on(GenerationCompleted event, @Timestamp Instant at) {
        rows.outcome(event.taskId(), Outcome.COMPLETED, null, at);
    }

    @EventHandler
    void on(GenerationFailed event, @Timestamp Instant at) {
        rows.outcome(event.taskId(), Outcome.FAILED, event.failure().code().code(), at);
    }

    @EventHandler
    void on(GenerationCancelled event, @Timestamp Instant at) {
        rows.outcome(event.taskId(), Outcome.CANCELLED, null, at);
    }

    // ---- what is said of their changes ----

    @EventHandler
    void on(AiReviewCompleted event) {
        rows.cost(event.taskId(), event.usage().costUsd());
        rows.aiJudged(event.taskId(), event.answer().score(), event.answer().objects());
    }

    @EventHandler
    void on(AiReviewFailed event) {
        if (event.usage() != null) {
            rows.cost(event.taskId(), event.usage().costUsd());
        }
    }

    @EventHandler
    void on(ReviewSubmitted event) {
        rows.judged(event.taskId(), event.verdict());
    }

    // ---- requirements ----

    @EventHandler
    void on(RequirementSubmitted event, @Timestamp Instant at) {
        rows.submitted(event, at);
    }

    @EventHandler
    void on(RequirementEdited event) {
        if (event.title() != null) {
            rows.titled(event.requirementId(), event.title());
        }
    }

    @EventHandler
    void on(GenerationOrdered event) {
        rows.movedTo(event.requirementId(), RequirementStatus.GENERATING, null);
    }

    @EventHandler
    void on(GenerationResumed event) {
        rows.movedTo(event.requirementId(), RequirementStatus.GENERATING, null);
    }

    @EventHandler
    void on(GenerationConcluded event) {
        rows.movedTo(event.requirementId(), event.status(), null);
        if (event.delivery() != null) {
            rows.delivered(event.requirementId(), event.taskId());
        }
    }

    @EventHandler
    void on(ReviewBegun event) {
        rows.movedTo(event.requirementId(), RequirementStatus.IN_REVIEW, null);
    }

    @EventHandler
    void on(RequirementJudged event, @Timestamp Instant at) {
        rows.movedTo(event.requirementId(), event.status(), at);
    }

    @EventHandler
    void on(RequirementMergeMoved event, @Timestamp Instant at) {
        rows.movedTo(event.requirementId(), event.status(), at);
    }

    @EventHandler
    void on(RequirementClosed event, @Timestamp Instant at) {
        rows.movedTo(event.requirementId(), RequirementStatus.CLOSED, at);
    }

    @EventHandler
    void on(RequirementReopened event) {
        rows.movedTo(event.requirementId(), event.status(), null);
    }

    @EventHandler
    void on(BoardLimitsChanged event) {
        rows.limited(event.projectId(), event.limits());
    }

    @EventHandler
    void on(ProjectBudgetChanged event) {
        budgets.limited(event);
    }

    @EventHandler
    void on(SpendingRecorded event) {
        budgets.spent(event);
    }

    @ResetHandler
    void reset() {
        rows.clear();
        budgets.clear();
    }
}
