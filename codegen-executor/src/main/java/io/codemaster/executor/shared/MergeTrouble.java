package io.codemaster.executor.shared;

import java.time.Instant;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.mergerequest.MergeRequestFailure;
import io.codemaster.api.shared.CommandRejected;
import io.codemaster.api.shared.ErrorCode;

/** A merge request cannot be opened, read or merged; carries what is recorded of it. */
public final class MergeTrouble extends Exception {

    private static final long serialVersionUID = 1L;

    /** What a later try may find better. */
    private static final Set<ErrorCode> PASSING = Set.of(
            ErrorCode.MERGE_RATE_LIMITED,
            ErrorCode.MERGE_PLATFORM_BROKEN,
            ErrorCode.MERGE_PLATFORM_SILENT,
            ErrorCode.MERGE_PLATFORM_UNREACHABLE,
            ErrorCode.MERGE_ANSWER_NOT_UNDERSTOOD,
            ErrorCode.REPOSITORY_UNREACHABLE);

    private final transient MergeRequestFailure failure;

    /** {@code message} is a sentence for a person, says what to do and holds no secret. */
    public MergeTrouble(ErrorCode code, String message) {
        this(code, message, null, List.of(), null);
    }

    public MergeTrouble(ErrorCode code, String message, @Nullable Throwable cause) {
        this(code, message, null, List.of(), cause);
    }

    /**
     * The same with all that there is to say.
     *
     * @param passesAt when the cause will have passed, null when nobody knows
     * @param paths the files in conflict
     */
    @SuppressWarnings("NullAway") // the JDK takes a null cause but is not annotated
    public MergeTrouble(
            ErrorCode code, String message, @Nullable Instant passesAt, List<String> paths, @Nullable Throwable cause) {
        super(code.code() + ": " + message, cause);
        this.failure = new MergeRequestFailure(code, message, PASSING.contains(code), passesAt, List.copyOf(paths));
    }

    /** What is recorded. */
    public MergeRequestFailure failure() {
        return failure;
    }

    /** The same as a refusal. */
    public CommandRejected asRejection() {
        return new CommandRejected(failure.code(), failure.message());
    }
}
