package io.codemaster.executor.git;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.codegen.FailureCode;
import io.codemaster.api.codegen.GenerationStep;
import io.codemaster.api.shared.CommandRejected;
import io.codemaster.api.shared.ErrorCode;
import io.codemaster.executor.shared.AttemptFailure;

/** A remote repository cannot be used; the message is for a person and says what to do. */
final class RemoteTrouble extends Exception {

    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /** What is wrong, and how it is called in an answer and in a run. */
    enum Kind {
        URL_NOT_ALLOWED(ErrorCode.REPOSITORY_URL_NOT_ALLOWED, FailureCode.REPOSITORY_URL_NOT_ALLOWED, "gitUrl"),
        /** The server is somewhere else by now. */
        REDIRECTED(ErrorCode.REPOSITORY_URL_NOT_ALLOWED, FailureCode.REPOSITORY_URL_NOT_ALLOWED, "gitUrl"),
        UNREACHABLE(ErrorCode.REPOSITORY_UNREACHABLE, FailureCode.REPOSITORY_UNREACHABLE, "gitUrl"),
        NOT_FOUND(ErrorCode.REPOSITORY_NOT_FOUND, FailureCode.REPOSITORY_NOT_FOUND, "gitUrl"),
        CREDENTIAL_REJECTED(ErrorCode.REPOSITORY_CREDENTIAL_REJECTED, FailureCode.CREDENTIAL_REJECTED, "accessToken"),
        EMPTY(ErrorCode.REPOSITORY_EMPTY, FailureCode.BRANCH_MISSING, "gitUrl"),
        BRANCH_MISSING(ErrorCode.REPOSITORY_BRANCH_MISSING, FailureCode.BRANCH_MISSING, "defaultBranch"),
        TIMED_OUT(ErrorCode.REPOSITORY_UNREACHABLE, FailureCode.CLONE_TIMEOUT, "gitUrl"),
        PUSH_REJECTED(ErrorCode.REPOSITORY_CREDENTIAL_REJECTED, FailureCode.PUSH_REJECTED, "accessToken"),
        BRANCH_CONFLICT(ErrorCode.REPOSITORY_UNREACHABLE, FailureCode.BRANCH_CONFLICT, "gitUrl"),
        DISK_FULL(ErrorCode.REPOSITORY_UNREACHABLE, FailureCode.DISK_FULL, null),
        /** What was fetched earlier is damaged; a fresh mirror helps. */
        MIRROR_BROKEN(ErrorCode.REPOSITORY_UNREACHABLE, FailureCode.WORKSPACE_FAILED, null);

        private final ErrorCode errorCode;
        private final FailureCode failureCode;
        private final @Nullable String field;

        Kind(ErrorCode errorCode, FailureCode failureCode, @Nullable String field) {
            this.errorCode = errorCode;
            this.failureCode = failureCode;
            this.field = field;
        }
    }

    RemoteTrouble(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    @SuppressWarnings("NullAway") // the JDK takes a null cause but is not annotated
    RemoteTrouble(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }

    String text() {
        return String.valueOf(getMessage());
    }

    CommandRejected asRejection() {
        return new CommandRejected(kind.errorCode, text(), kind.field);
    }

    AttemptFailure asFailure(GenerationStep step) {
        return new AttemptFailure(kind.failureCode, step, text(), this);
    }

    /** For a push, where nothing is cloned. */
    AttemptFailure asPushFailure() {
        var code = kind == Kind.TIMED_OUT ? FailureCode.REPOSITORY_UNREACHABLE : kind.failureCode;
        return new AttemptFailure(code, GenerationStep.CHECK, text(), this);
    }
}
