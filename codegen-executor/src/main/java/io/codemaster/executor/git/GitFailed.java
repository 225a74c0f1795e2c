package io.codemaster.executor.git;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.codegen.FailureCode;
import io.codemaster.api.codegen.GenerationStep;
import io.codemaster.executor.shared.AttemptFailure;

/** A local git command did not work. */
final class GitFailed extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean temporary;

    /**
     * @param message what git said
     * @param temporary whether the same command can work a moment later
     */
    @SuppressWarnings("NullAway") // the JDK takes a null cause but is not annotated
    GitFailed(String message, boolean temporary, @Nullable Throwable cause) {
        super(message, cause);
        this.temporary = temporary;
    }

    boolean isTemporary() {
        return temporary;
    }

    String text() {
        return String.valueOf(getMessage());
    }

    /** Git will not write such a path: it would change git's own files. */
    boolean isHostilePath() {
        return text().contains("invalid path");
    }

    AttemptFailure asFailure(GenerationStep step, String what) {
        if (DiskSpace.isExhausted(text()) || DiskSpace.isExhausted(this)) {
            return new AttemptFailure(FailureCode.DISK_FULL, step, DiskSpace.MESSAGE, this);
        }
        if (isHostilePath()) {
            return new AttemptFailure(
                    FailureCode.WORKSPACE_FAILED,
                    step,
                    "The repository holds a path that git refuses to write (" + text() + "). Remove it from the"
                            + " repository and try again.",
                    this);
        }
        return new AttemptFailure(FailureCode.WORKSPACE_FAILED, step, what + " Git said: " + text() + ".", this);
    }
}
