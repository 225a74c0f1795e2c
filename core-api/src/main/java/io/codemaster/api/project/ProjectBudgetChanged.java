package io.codemaster.api.project;

import java.math.BigDecimal;

import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * This may be spent on a project from now on.
 *
 * @param monthlyUsd US dollars in a calendar month of UTC, null for no limit
 * @param requirementUsd US dollars for each requirement, null for no limit
 */
@Revision("1")
public record ProjectBudgetChanged(
        ProjectId projectId,
        @Nullable BigDecimal monthlyUsd,
        @Nullable BigDecimal requirementUsd) implements ProjectEvent {}
