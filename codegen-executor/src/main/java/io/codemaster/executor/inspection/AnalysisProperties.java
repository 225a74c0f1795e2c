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
 * What the analysis of a repository may take.
 *
 * @param model null for that of generations
 * @param maxTurns rounds
 * @param budgetUsd US dollars
 * @param timeLimit of one attempt
 */
@Validated
@ConfigurationProperties("codemaster.analysis")
record AnalysisProperties(
        @Nullable String model,
        @DefaultValue("40") @Min(1) @Max(1000) int maxTurns,

        @DefaultValue("3") @DecimalMin(value = "0", inclusive = false) BigDecimal budgetUsd,

        @DefaultValue("10m") Duration timeLimit) {}
