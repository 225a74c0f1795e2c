package io.codemaster.app.processing;

import java.util.List;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

import io.codemaster.app.processing.ProcessorState.Condition;

/**
 * Tells of processors that fail, are behind or hold events. The product still serves, so the answer is 200 and neither
 * liveness nor readiness asks.
 */
@Component("processorsHealthIndicator")
class ProcessorsHealth extends AbstractHealthIndicator {

    /** It works, and somebody should look. */
    static final Status DEGRADED = new Status("DEGRADED");

    private final ProcessorStates states;

    ProcessorsHealth(ProcessorStates states) {
        super("The processors could not be looked at");
        this.states = states;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        var all = states.all();
        health.status(all.stream().allMatch(ProcessorsHealth::isWell) ? Status.UP : DEGRADED);
        health.withDetail("failing", names(all, Condition.FAILING));
        health.withDetail("behind", names(all, Condition.BEHIND));
        health.withDetail("stopped", names(all, Condition.STOPPED));
        health.withDetail(
                "holding",
                all.stream()
                        .filter(it -> it.held() > 0)
                        .map(ProcessorState::name)
                        .toList());
    }

    /** A segment may belong to another process, so a processor without one is well. */
    private static boolean isWell(ProcessorState state) {
        return state.held() == 0 && (state.condition() == Condition.RUNNING || state.condition() == Condition.STOPPED);
    }

    private static List<String> names(List<ProcessorState> all, Condition condition) {
        return all.stream()
                .filter(it -> it.condition() == condition)
                .map(ProcessorState::name)
                .toList();
    }
}
