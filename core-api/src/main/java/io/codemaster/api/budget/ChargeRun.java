package io.codemaster.api.budget;

import java.math.BigDecimal;
import java.time.Instant;

import org.axonframework.commandhandling.RoutingKey;
import org.jspecify.annotations.Nullable;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.project.ProjectId;
import io.codemaster.api.requirement.RequirementId;

/**
 * Charges what an agent has cost to everybody whose money it is. Asked again it changes nothing.
 *
 * @param requirementId null for the analysis of a repository, which is for no requirement
 * @param at when it was spent
 */
public record ChargeRun(
        CodegenTaskId runId,
        int attempt,
        @RoutingKey ProjectId projectId,
        @Nullable RequirementId requirementId,
        BigDecimal costUsd,
        Instant at)
        implements BudgetCommand {}
