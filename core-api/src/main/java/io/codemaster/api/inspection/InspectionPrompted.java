package io.codemaster.api.inspection;

import org.axonframework.serialization.Revision;

import io.codemaster.api.artifact.ArtifactId;
import io.codemaster.api.codegen.CodegenTaskId;

/**
 * It is known what the agent is asked.
 *
 * @param bytes of the prompt in UTF-8
 */
@Revision("1")
public record InspectionPrompted(CodegenTaskId runId, int attempt, ArtifactId prompt, long bytes)
        implements InspectionEvent {}
