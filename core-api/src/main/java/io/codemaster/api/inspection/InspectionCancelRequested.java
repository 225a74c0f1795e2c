package io.codemaster.api.inspection;

import org.axonframework.serialization.Revision;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.identity.UserId;

/** Somebody wants it to stop. */
@Revision("1")
public record InspectionCancelRequested(CodegenTaskId runId, int attempt, UserId requestedBy)
        implements InspectionEvent {}
