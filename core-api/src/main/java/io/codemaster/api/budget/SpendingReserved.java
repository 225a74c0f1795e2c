package io.codemaster.api.budget;

import java.math.BigDecimal;
import java.time.Instant;

import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.project.ProjectId;
import io.codemaster.api.requirement.RequirementId;

/**
 * Money of an account is set aside for a run.
 *
 * @param usd all that is set aside for it now
 * @param at when it was
 * @param until when it is free again, null once the run was ordered
 */
@Revision("1")
public record SpendingReserved(
        SpendingId spendingId,
        BudgetScope scope,
        CodegenTaskId runId,
        ProjectId projectId,
        RequirementId requirementId,
        BigDecimal usd,
        Instant at,
        @Nullable Instant until)
        implements BudgetEvent {}
