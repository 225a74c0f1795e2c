package io.codemaster.api.codegen;

import java.math.BigDecimal;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * How a generation shall be done.
 *
 * @param sourceBranch where the work starts; null means the requirement's target branch
 * @param extraContext more for the agent to know, Markdown; null for nothing
 * @param model the model's name; null means the agent's own default
 * @param maxTurns how many rounds the agent may take, 1 or more
 * @param budgetUsd what the agent may cost in US dollars, more than 0
 * @param timeLimit how long one attempt of the agent may take
 * @param inactivityTimeout how long the agent may print nothing
 * @param retries how often a failure that can pass is tried again without being asked, 0 or 1
 * @param retryPause how long to wait before that, unless the failure says when it passes
 */
public record GenerationOptions(
        @Nullable String sourceBranch,
        @Nullable String extraContext,
        @Nullable String model,
        int maxTurns,
        BigDecimal budgetUsd,
        Duration timeLimit,
        Duration inactivityTimeout,
        int retries,
        Duration retryPause) {}
