package io.codemaster.api.inspection;

import java.time.Instant;

import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

import io.codemaster.api.artifact.ArtifactId;
import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.codegen.Failure;

/**
 * An attempt failed.
 *
 * @param rawAnswer what the agent answered where that is not valid, null for nothing
 * @param retryAt when the next attempt starts by itself, null when none does
 */
@Revision("1")
public record InspectionAttemptFailed(
        CodegenTaskId runId,
        int attempt,
        Failure failure,
        @Nullable ArtifactId rawAnswer,
        @Nullable Instant retryAt) implements InspectionEvent {}
