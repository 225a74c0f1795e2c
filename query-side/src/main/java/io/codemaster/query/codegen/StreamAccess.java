package io.codemaster.query.codegen;

import java.security.Principal;

import io.codemaster.api.codegen.CodegenTaskId;

/** Whether somebody who follows a stream may go on; asked again and again while they do, and when rights change. */
@FunctionalInterface
public interface StreamAccess {

    /** False ends the stream. */
    boolean stillAllowed(Principal reader, CodegenTaskId taskId);
}
