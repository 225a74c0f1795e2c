package io.codemaster.api.inspection;

import java.math.BigDecimal;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * What an inspection may take.
 *
 * @param model the model's name, null for the agent's own default
 * @param maxTurns rounds, 1 or more
 * @param budgetUsd US dollars, more than 0
 * @param timeLimit of one attempt
 * @param inactivityTimeout how long the agent may print nothing
 * @param retries how often a failure that can pass is tried again without being asked, 0 or 1
 * @param retryPause how long to wait before that, unless the failure says when it passes
 */
public record InspectionLimits(
        @Nullable String model,
        int maxTurns,
        BigDecimal budgetUsd,
        Duration timeLimit,
        Duration inactivityTimeout,
        int retries,
        Duration retryPause) {}
