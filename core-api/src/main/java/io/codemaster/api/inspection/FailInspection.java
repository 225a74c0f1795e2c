package io.codemaster.api.inspection;

import java.time.Instant;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.codegen.Failure;

/**
 * An attempt failed. The inspection decides whether it is tried again: only what can pass, as often as its limits allow.
 * Where somebody has asked to cancel, it is cancelled instead.
 *
 * @param at when it failed; the pause before another attempt counts from here
 */
public record FailInspection(CodegenTaskId runId, int attempt, Failure failure, Instant at)
        implements InspectionCommand {}
