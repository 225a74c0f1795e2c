package io.codemaster.app.processing;

import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.sql.SQLTransientException;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;

import org.axonframework.commandhandling.NoHandlerForCommandException;
import org.axonframework.common.AxonTransientException;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.axonframework.messaging.HandlerExecutionException;
import org.axonframework.messaging.deadletter.DeadLetterQueueOverflowException;
import org.axonframework.queryhandling.NoHandlerForQueryException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;

import io.codemaster.api.shared.ErrorCode;
import io.codemaster.api.shared.Rejection;

/** What the failure of an event handler says of the next attempt. */
enum FailureCause {
    /** Something that every event needs is away: nobody gets further until it is back. */
    OUTAGE,
    /** It can pass by itself. */
    PASSING,
    /** It will be the same until somebody repairs something. */
    LASTING;

    private static final int DEEPEST = 32;

    /** SQL:2023 class 08, connection exception. */
    private static final String CONNECTION = "08";

    /** H2 when its file cannot be read or written, or was closed. */
    private static final Set<String> H2_AWAY = Set.of("90020", "90028", "90030", "90031", "90067", "90098", "90121");

    static FailureCause of(Throwable failure) {
        var worst = LASTING;
        int depth = 0;
        for (Throwable cause = failure; cause != null && depth < DEEPEST; cause = cause.getCause(), depth++) {
            if (isOutage(cause)) {
                return OUTAGE;
            }
            if (isPassing(cause)) {
                worst = PASSING;
            }
        }
        return worst;
    }

    private static boolean isOutage(Throwable cause) {
        return cause instanceof Error
                || cause instanceof InterruptedException
                || cause instanceof RejectedExecutionException
                || cause instanceof UnableToClaimTokenException
                || cause instanceof DeadLetterQueueOverflowException
                || cause instanceof CannotCreateTransactionException
                || cause instanceof DataAccessResourceFailureException
                || (cause instanceof SQLException sql && hasNoConnection(sql));
    }

    private static boolean hasNoConnection(SQLException failure) {
        var state = failure.getSQLState();
        return failure instanceof SQLTransientConnectionException
                || failure instanceof SQLNonTransientConnectionException
                || (state != null && (state.startsWith(CONNECTION) || H2_AWAY.contains(state)));
    }

    private static boolean isPassing(Throwable cause) {
        return cause instanceof TransientDataAccessException
                || cause instanceof RecoverableDataAccessException
                || cause instanceof SQLTransientException
                || cause instanceof TimeoutException
                || cause instanceof IOException
                || cause instanceof NoHandlerForCommandException
                || cause instanceof NoHandlerForQueryException
                || cause instanceof AxonTransientException
                || (cause instanceof HandlerExecutionException refused && isPassing(refused));
    }

    private static boolean isPassing(HandlerExecutionException refused) {
        return refused.<Object>getDetails()
                .filter(it -> it instanceof Rejection rejection
                        && (rejection.code().kind() == ErrorCode.Kind.BUSY
                                || rejection.code().kind() == ErrorCode.Kind.UNAVAILABLE))
                .isPresent();
    }
}
