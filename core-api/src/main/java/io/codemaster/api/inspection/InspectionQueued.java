package io.codemaster.api.inspection;

import org.axonframework.serialization.Revision;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.project.ProjectId;

/** An attempt waits for a worker. */
@Revision("1")
public record InspectionQueued(CodegenTaskId runId, int attempt, ProjectId projectId) implements InspectionEvent {}
