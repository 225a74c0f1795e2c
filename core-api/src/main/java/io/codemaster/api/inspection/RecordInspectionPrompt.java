package io.codemaster.api.inspection;

import io.codemaster.api.artifact.ArtifactId;
import io.codemaster.api.codegen.CodegenTaskId;

/**
 * Tells what the agent is asked.
 *
 * @param bytes of the prompt in UTF-8
 */
public record RecordInspectionPrompt(CodegenTaskId runId, int attempt, ArtifactId prompt, long bytes)
        implements InspectionCommand {}
