package io.codemaster.api.inspection;

import org.axonframework.serialization.Revision;

import io.codemaster.api.codegen.CodegenTaskId;

/**
 * The commit is known and its files are there.
 *
 * @param commit the full SHA-1
 */
@Revision("1")
public record InspectionPrepared(CodegenTaskId runId, int attempt, String commit) implements InspectionEvent {}
