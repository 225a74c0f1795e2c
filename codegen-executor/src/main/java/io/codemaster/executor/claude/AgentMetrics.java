package io.codemaster.executor.claude;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts what the agent printed that was not understood, and what had to be taken out. */
final class AgentMetrics {

    /** What was called like this once is told apart; the rest is one, whatever an agent prints. */
    private static final int MOST_TYPES = 20;

    private static final String OTHER = "other";

    private final MeterRegistry registry;

    private final Set<String> types = ConcurrentHashMap.newKeySet();

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
        unknown(OTHER);
    }

    void redacted(int count) {
        if (count > 0) {
            redactions.increment(count);
        }
    }

    void finished(AgentReport report, Map<String, Long> unknownTypes) {
        unparsed.increment((double) report.unparsedLines());
        unknownTypes.forEach((type, count) -> unknown(bounded(type)).increment((double) count));
    }

    private Counter unknown(String type) {
        return Counter.builder("codemaster.unknown.stream.type")
                .description("Lines of the agent of a type that this version does not know")
                .tag("type", type)
                .register(registry);
    }

    private synchronized String bounded(String type) {
        return types.contains(type) || (types.size() < MOST_TYPES && types.add(type)) ? type : OTHER;
    }
}
