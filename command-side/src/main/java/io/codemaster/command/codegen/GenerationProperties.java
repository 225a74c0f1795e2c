package io.codemaster.command.codegen;

import java.math.BigDecimal;
import java.time.Duration;

import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What a generation gets unless its request says otherwise.
 *
 * @param model null for the agent's own default
 * @param maxTurns rounds
 * @param budgetUsd US dollars
 * @param timeLimit of one attempt
 * @param inactivityTimeout how long the agent may print nothing
 */
@Validated
@ConfigurationProperties("codemaster.claude")
record GenerationProperties(
        @Nullable String model,
        @DefaultValue("50") @Min(1) int maxTurns,

        @DefaultValue("10") @DecimalMin(value = "0", inclusive = false) BigDecimal budgetUsd,

        @DefaultValue("10m") Duration timeLimit,
        @DefaultValue("5m") Duration inactivityTimeout) {}
