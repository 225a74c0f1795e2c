package io.codemaster.api.shared;

import org.axonframework.commandhandling.CommandExecutionException;
import org.jspecify.annotations.Nullable;

/** Somebody who decides said no. Carries a {@link Rejection}, so that the reason survives the trip between processes. */
public final class CommandRejected extends CommandExecutionException {

    private static final long serialVersionUID = 1L;

    /** A refusal that is about no single field. */
    public CommandRejected(ErrorCode code, String reason) {
        this(code, reason, null);
    }

    /** A refusal that is about the named request field. */
    @SuppressWarnings("NullAway") // Axon documents the cause as optional but is not annotated
    public CommandRejected(ErrorCode code, String reason, @Nullable String field) {
        super(reason, null, new Rejection(code, reason, field));
    }
}
