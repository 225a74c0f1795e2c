package io.codemaster.api.inspection;

import org.axonframework.serialization.Revision;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.codegen.GenerationStep;
import io.codemaster.api.codegen.Usage;
import io.codemaster.api.identity.UserId;

/**
 * The inspection was stopped and nothing of it runs any more.
 *
 * @param step how far it was
 * @param usage of all attempts
 */
@Revision("1")
public record InspectionCancelled(
        CodegenTaskId runId, int attempt, GenerationStep step, UserId cancelledBy, Usage usage)
        implements InspectionEvent {}
