package io.codemaster.api.inspection;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.artifact.ArtifactId;
import io.codemaster.api.codegen.AgentOutcome;
import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.codegen.Failure;

/**
 * Tells that the agent is gone.
 *
 * @param failure null when it succeeded and gave a valid answer
 * @param rawAnswer what it answered where that is not valid, null for nothing
 * @param at when; the pause before another attempt counts from here
 */
public record RecordInspectionEnd(
        CodegenTaskId runId,
        int attempt,
        AgentOutcome outcome,
        @Nullable Failure failure,
        @Nullable ArtifactId rawAnswer,
        Instant at)
        implements InspectionCommand {}
