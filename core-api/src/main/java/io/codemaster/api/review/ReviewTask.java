package io.codemaster.api.review;

import io.codemaster.api.codegen.CodegenTaskId;

/** What an executor is asked to do for a review. */
public sealed interface ReviewTask permits AnchorComments {

    CodegenTaskId taskId();
}
