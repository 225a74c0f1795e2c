package io.codemaster.api.mergerequest;

import io.codemaster.api.codegen.CodegenTaskId;

/** Asks for the merge request of the requirement that a generation is for; answers {@link MergeRequestDetails} or nothing. */
public record FindMergeRequest(CodegenTaskId taskId) implements MergeRequestQuery {}
