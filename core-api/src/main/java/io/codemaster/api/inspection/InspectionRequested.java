package io.codemaster.api.inspection;

import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.identity.UserId;

/**
 * An inspection was asked for.
 *
 * @param requestedBy null when the product asked by itself
 */
@Revision("1")
public record InspectionRequested(
        CodegenTaskId runId,
        InspectionOrder order,
        @Nullable UserId requestedBy) implements InspectionEvent {

    @Override
    public int attempt() {
        return 1;
    }
}
