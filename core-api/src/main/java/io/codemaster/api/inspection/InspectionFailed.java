package io.codemaster.api.inspection;

import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

import io.codemaster.api.artifact.ArtifactId;
import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.codegen.Failure;
import io.codemaster.api.codegen.Usage;

/**
 * The inspection came to no outcome.
 *
 * @param rawAnswer what the agent answered last where that is not valid, null for nothing
 * @param usage of all attempts
 */
@Revision("1")
public record InspectionFailed(
        CodegenTaskId runId,
        int attempt,
        Failure failure,
        @Nullable ArtifactId rawAnswer,
        Usage usage) implements InspectionEvent {}
