package io.codemaster.api.codegen;

import java.math.BigDecimal;

/**
 * What the agent used, as its result line says.
 *
 * @param turns the agent's own count of rounds
 * @param costUsd US dollars by the agent's price table
 * @param durationMs milliseconds
 */
public record Usage(
        long inputTokens,
        long outputTokens,
        long cacheReadTokens,
        long cacheCreationTokens,
        int turns,
        BigDecimal costUsd,
        long durationMs) {

    /** Nothing used, for an agent that never came to a result. */
    public static final Usage NONE = new Usage(0, 0, 0, 0, 0, BigDecimal.ZERO, 0);

    /** What both used together. */
    public Usage plus(Usage other) {
        return new Usage(
                inputTokens + other.inputTokens,
                outputTokens + other.outputTokens,
                cacheReadTokens + other.cacheReadTokens,
                cacheCreationTokens + other.cacheCreationTokens,
                turns + other.turns,
                costUsd.add(other.costUsd),
                durationMs + other.durationMs);
    }
}
