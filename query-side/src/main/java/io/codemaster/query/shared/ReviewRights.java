package io.codemaster.query.shared;

import java.security.Principal;

import io.codemaster.api.codegen.CodegenTaskId;

/** Who may decide of a change, as those know who watch over the doors. */
public interface ReviewRights {

    /** Whether the reader's role lets them decide of this generation's change. */
    boolean mayDecide(Principal reader, CodegenTaskId taskId);

    /** Whether a change has to be approved by somebody other than who asked for it. */
    boolean fourEyes();
}
