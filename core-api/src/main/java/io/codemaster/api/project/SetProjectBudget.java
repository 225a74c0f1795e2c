package io.codemaster.api.project;

import java.math.BigDecimal;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Says what may be spent on a project.
 *
 * @param monthlyUsd US dollars in a calendar month of UTC, null for no limit
 * @param requirementUsd US dollars for each requirement, null for no limit
 */
public record SetProjectBudget(
        @TargetAggregateIdentifier ProjectId projectId,
        @Nullable BigDecimal monthlyUsd,
        @Nullable BigDecimal requirementUsd)
        implements ProjectCommand {}
