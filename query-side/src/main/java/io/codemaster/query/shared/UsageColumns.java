package io.codemaster.query.shared;

import java.math.BigDecimal;

import jakarta.persistence.Embeddable;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.codegen.Usage;

/** What a run's attempts used together, as columns of its row. */
@Embeddable
public class UsageColumns {

    private int attemptsUsed;

    private long inputTokens;

    private long outputTokens;

    private long cacheReadTokens;

    private long cacheCreationTokens;

    private int turns;

    private BigDecimal costUsd = BigDecimal.ZERO;

    private long durationMs;

    /** Adds what another attempt used. */
    public void add(Usage usage) {
        attemptsUsed++;
        inputTokens += usage.inputTokens();
        outputTokens += usage.outputTokens();
        cacheReadTokens += usage.cacheReadTokens();
        cacheCreationTokens += usage.cacheCreationTokens();
        turns += usage.turns();
        costUsd = costUsd.add(usage.costUsd());
        durationMs += usage.durationMs();
    }

    /** The sum, or null before the first attempt's agent has ended. */
    public @Nullable Usage sum() {
        return attemptsUsed == 0
                ? null
                : new Usage(
                        inputTokens, outputTokens, cacheReadTokens, cacheCreationTokens, turns, costUsd, durationMs);
    }
}
