package io.codemaster.executor.inspection;

import java.math.BigDecimal;
import java.time.Duration;

import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What an AI review may take.
 *
 * @param model null for that of generations
 * @param maxTurns rounds
 * @param budgetUsd US dollars
 * @param timeLimit of one attempt
 * @param diffBudget characters of the change that the agent is shown; it reads the rest in the files
 */
@Validated
@ConfigurationProperties("codemaster.review")
record ReviewRunProperties(
        @Nullable String model,
        @DefaultValue("40") @Min(1) @Max(1000) int maxTurns,

        @DefaultValue("3") @DecimalMin(value = "0", inclusive = false) BigDecimal budgetUsd,

        @DefaultValue("10m") Duration timeLimit,
        @DefaultValue("200000") @Min(1000) @Max(2_000_000) int diffBudget) {}
