package io.codemaster.api.inspection;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.identity.UserId;

/** Somebody wants it to stop. Refused when it is over. Asked again it changes nothing. */
public record CancelInspection(CodegenTaskId runId, UserId cancelledBy) implements InspectionCommand {}
