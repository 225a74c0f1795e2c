package io.codemaster.command.budget;

import java.math.BigDecimal;

import jakarta.validation.constraints.DecimalMin;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * What may be spent altogether.
 *
 * @param monthlyUsd US dollars in a calendar month of UTC, null for no limit
 */
@Validated
@ConfigurationProperties("codemaster.budget")
record BudgetProperties(
        @DecimalMin(value = "0.01") @Nullable BigDecimal monthlyUsd) {}
