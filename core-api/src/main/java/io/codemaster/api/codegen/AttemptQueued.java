package io.codemaster.api.codegen;

import org.axonframework.serialization.Revision;

import io.codemaster.api.project.ProjectId;

/** An attempt waits for a worker. */
@Revision("1")
public record AttemptQueued(CodegenTaskId taskId, int attempt, ProjectId projectId) implements CodegenEvent {}
