package io.codemaster.api.project;

import java.math.BigDecimal;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.identity.UserId;

/**
 * What may be spent on a project.
 *
 * @param monthlyUsd US dollars in a calendar month of UTC, null for no limit
 * @param requirementUsd US dollars for each requirement, null for no limit
 * @param owners who answers for it
 */
public record ProjectBudget(
        @Nullable BigDecimal monthlyUsd, @Nullable BigDecimal requirementUsd, List<UserId> owners) {}
