package io.codemaster.executor.shared;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.codegen.Failure;
import io.codemaster.api.codegen.FailureCode;
import io.codemaster.api.codegen.GenerationStep;

/** An attempt cannot go on; carries what is recorded of it. */
public final class AttemptFailure extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    /** A failure that says no time when it passes; {@code message} is for a person and holds no secret. */
    public AttemptFailure(FailureCode code, GenerationStep step, String message) {
        this(new Failure(code, step, message, null), null);
    }

    public AttemptFailure(FailureCode code, GenerationStep step, String message, @Nullable Throwable cause) {
        this(new Failure(code, step, message, null), cause);
    }

    @SuppressWarnings("NullAway") // the JDK takes a null cause but is not annotated
    public AttemptFailure(Failure failure, @Nullable Throwable cause) {
        super(failure.code().code() + ": " + failure.message(), cause);
        this.failure = failure;
    }

    /** What is recorded. */
    public Failure failure() {
        return failure;
    }
}
