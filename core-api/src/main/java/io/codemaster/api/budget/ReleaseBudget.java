package io.codemaster.api.budget;

import java.time.Instant;

import org.axonframework.commandhandling.RoutingKey;
import org.jspecify.annotations.Nullable;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.project.ProjectId;
import io.codemaster.api.requirement.RequirementId;

/**
 * Gives back what was set aside for a run and was not spent. Where nothing is, nothing happens.
 *
 * @param at when it was ordered, null for now
 */
public record ReleaseBudget(
        @RoutingKey ProjectId projectId,
        RequirementId requirementId,
        CodegenTaskId runId,
        @Nullable Instant at) implements BudgetCommand {}
