package io.codemaster.executor.claude;

import java.util.Map;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts what the agent printed that was not understood, and what had to be taken out. */
final class AgentMetrics {

    private final MeterRegistry registry;

    private final Counter unparsed;

    private final Counter redactions;

    AgentMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.unparsed = Counter.builder("codemaster.agent.lines.unparsed")
                .description("Lines of the agent that are not JSON")
                .register(registry);
        this.redactions = Counter.builder("codemaster.redactions")
                .description("Secrets taken out of the agent's lines")
                .register(registry);
    }

    void redacted(int count) {
        if (count > 0) {
            redactions.increment(count);
        }
    }

    void finished(AgentReport report, Map<String, Long> unknownTypes) {
        unparsed.increment((double) report.unparsedLines());
        unknownTypes.forEach((type, count) -> Counter.builder("codemaster.agent.lines.unknown")
                .description("Lines of the agent of a type that this version does not know")
                .tag("type", type)
                .register(registry)
                .increment((double) count));
    }
}
