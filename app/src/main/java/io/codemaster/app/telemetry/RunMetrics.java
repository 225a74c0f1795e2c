package io.codemaster.app.telemetry;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;

import org.axonframework.eventhandling.EventMessage;
import org.springframework.stereotype.Component;

import io.codemaster.api.codegen.AgentFinished;
import io.codemaster.api.codegen.AgentOutcome;
import io.codemaster.api.codegen.AttemptFailed;
import io.codemaster.api.codegen.Failure;
import io.codemaster.api.codegen.FailureCode;
import io.codemaster.api.codegen.GenerationCancelled;
import io.codemaster.api.codegen.GenerationCompleted;
import io.codemaster.api.codegen.GenerationFailed;
import io.codemaster.api.codegen.GenerationRetried;
import io.codemaster.api.inspection.InspectionAnswered;
import io.codemaster.api.inspection.InspectionAttemptFailed;
import io.codemaster.api.inspection.InspectionCancelled;
import io.codemaster.api.inspection.InspectionFailed;
import io.codemaster.api.inspection.InspectionFinished;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** How runs end, how long they take, how often they are tried again, what they cost. */
@Component
class RunMetrics {

    /** An attempt that ends so was not heard of for too long. */
    private static final EnumSet<FailureCode> STUCK = EnumSet.of(FailureCode.INACTIVE, FailureCode.WORKER_LOST);

    private static final String NO_REASON = "none";

    private static final String ASKED_FOR = "asked-for";

    private static final int MOST_PROJECTS = 200;

    private static final int MOST_MODELS = 20;

    private final RunFacts facts;

    private final MeterRegistry registry;

    private final BoundedLabel projects = new BoundedLabel(MOST_PROJECTS);

    private final BoundedLabel models = new BoundedLabel(MOST_MODELS);

    private final Counter stuck;

    /** How a run ended. */
    private enum Outcome {
        COMPLETED,
        FAILED,
        CANCELLED;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    RunMetrics(RunFacts facts, MeterRegistry registry) {
        this.facts = facts;
        this.registry = registry;
        stuck = Counter.builder("codemaster.stuck")
                .description("Attempts that were ended because nothing was heard of them for too long")
                .register(registry);
        Arrays.stream(Outcome.values()).forEach(this::duration);
        ended(Outcome.COMPLETED, NO_REASON);
        ended(Outcome.CANCELLED, NO_REASON);
        ended(Outcome.FAILED, FailureCode.INTERNAL.code());
        retries(ASKED_FOR);
        Arrays.stream(FailureCode.values())
                .filter(FailureCode::isPassing)
                .map(FailureCode::code)
                .forEach(this::retries);
    }

    void count(EventMessage<?> event) {
        var payload = event.getPayload();
        if (payload instanceof GenerationCompleted end) {
            ended(Outcome.COMPLETED, NO_REASON, end.taskId().value(), event);
        } else if (payload instanceof GenerationFailed end) {
            ended(Outcome.FAILED, end.failure().code().code(), end.taskId().value(), event);
        } else if (payload instanceof GenerationCancelled end) {
            ended(Outcome.CANCELLED, NO_REASON, end.taskId().value(), event);
        } else if (payload instanceof InspectionAnswered end) {
            ended(Outcome.COMPLETED, NO_REASON, end.runId().value(), event);
        } else if (payload instanceof InspectionFailed end) {
            ended(Outcome.FAILED, end.failure().code().code(), end.runId().value(), event);
        } else if (payload instanceof InspectionCancelled end) {
            ended(Outcome.CANCELLED, NO_REASON, end.runId().value(), event);
        } else if (payload instanceof AttemptFailed failed) {
            failed(failed.failure(), failed.retryAt() != null);
        } else if (payload instanceof InspectionAttemptFailed failed) {
            failed(failed.failure(), failed.retryAt() != null);
        } else if (payload instanceof GenerationRetried) {
            retries(ASKED_FOR).increment();
        } else if (payload instanceof AgentFinished finished) {
            cost(finished.taskId().value(), finished.outcome());
        } else if (payload instanceof InspectionFinished finished) {
            cost(finished.runId().value(), finished.outcome());
        }
    }

    private void ended(Outcome outcome, String reason, String run, EventMessage<?> event) {
        ended(outcome, reason).increment();
        var since = facts.of(run).since();
        if (since != null) {
            duration(outcome).record(Duration.between(since, event.getTimestamp()));
        }
    }

    private void failed(Failure failure, boolean again) {
        if (STUCK.contains(failure.code())) {
            stuck.increment();
        }
        if (again) {
            retries(failure.code().code()).increment();
        }
    }

    private void cost(String run, AgentOutcome outcome) {
        Counter.builder("codemaster.cost.usd")
                .description("What agents cost, in US dollars, by their own price table")
                .tag("project", projects.of(facts.of(run).projectId()))
                .tag("model", models.of(outcome.model()))
                .register(registry)
                .increment(outcome.usage().costUsd().doubleValue());
    }

    private Counter ended(Outcome outcome, String reason) {
        return Counter.builder("codemaster.runs")
                .description("Generations and inspections that came to an end")
                .tag("outcome", outcome.label())
                .tag("failure_reason", reason)
                .register(registry);
    }

    private Timer duration(Outcome outcome) {
        return Timer.builder("codemaster.run")
                .description("From asking for a generation or an inspection to its end, waiting included")
                .tag("outcome", outcome.label())
                .serviceLevelObjectives(
                        Duration.ofSeconds(30),
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(2),
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(10),
                        Duration.ofMinutes(30),
                        Duration.ofHours(1))
                .register(registry);
    }

    private Counter retries(String reason) {
        return Counter.builder("codemaster.retry")
                .description("Attempts after the first, by what the one before failed of")
                .tag("reason", reason)
                .register(registry);
    }
}
