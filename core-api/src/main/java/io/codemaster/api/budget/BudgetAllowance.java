package io.codemaster.api.budget;

import java.math.BigDecimal;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;

import io.codemaster.api.codegen.GenerationOptions;
import io.codemaster.api.codegen.GenerationOrder;

/**
 * What a new run may cost.
 *
 * @param leftUsd what is left of the tightest budget, null where there is none
 */
public record BudgetAllowance(@Nullable BigDecimal leftUsd) {

    @JsonCreator
    public BudgetAllowance(@JsonProperty("leftUsd") @Nullable BigDecimal leftUsd) {
        this.leftUsd = leftUsd;
    }

    /** The same options, with no more money than is left. */
    public GenerationOptions cap(GenerationOptions options) {
        return leftUsd == null || options.budgetUsd().compareTo(leftUsd) <= 0
                ? options
                : new GenerationOptions(
                        options.sourceBranch(),
                        options.extraContext(),
                        options.model(),
                        options.maxTurns(),
                        leftUsd,
                        options.timeLimit(),
                        options.inactivityTimeout(),
                        options.retries(),
                        options.retryPause());
    }

    /** The same order, with no more money than is left. */
    public GenerationOrder cap(GenerationOrder order) {
        return new GenerationOrder(
                order.requirementId(),
                order.requirementKey(),
                order.projectId(),
                order.repositoryId(),
                order.gitUrl(),
                order.platform(),
                order.sourceBranch(),
                order.defaultBranch(),
                order.title(),
                order.description(),
                order.owned(),
                cap(order.options()),
                order.material(),
                order.analysis(),
                order.revision());
    }
}
