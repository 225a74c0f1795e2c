package io.codemaster.api.budget;

import java.math.BigDecimal;

import org.axonframework.serialization.Revision;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.project.ProjectId;
import io.codemaster.api.requirement.RequirementId;

/**
 * What was set aside of an account for a run and was not spent is free again.
 *
 * @param usd how much
 */
@Revision("1")
public record SpendingReleased(
        SpendingId spendingId,
        BudgetScope scope,
        CodegenTaskId runId,
        ProjectId projectId,
        RequirementId requirementId,
        BigDecimal usd)
        implements BudgetEvent {}
