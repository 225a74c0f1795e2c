package io.codemaster.api.inspection;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.identity.UserId;

/**
 * Asks for an inspection. Asked again it changes nothing.
 *
 * @param requestedBy null when the product asks by itself
 */
public record RequestInspection(
        CodegenTaskId runId,
        InspectionOrder order,
        @Nullable UserId requestedBy) implements InspectionCommand {}
