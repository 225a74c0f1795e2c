package io.codemaster.app.processing;

import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;

import org.axonframework.messaging.deadletter.Cause;
import org.axonframework.messaging.deadletter.ThrowableCause;

import io.codemaster.executor.claude.output.Redactor;

/** What is kept of a failure: what kind it is and what it says, without secrets and without what people wrote. */
final class CauseText {

    private static final int LONGEST = 500;

    private static final Redactor REDACTOR = new Redactor(List.of());

    private static final int DEEPEST = 32;

    /** Databases and parsers quote the value that they did not like. */
    private static final Pattern QUOTED = Pattern.compile("'[^']*'|\"[^\"]{20,}\"");

    /** What is asked of a database says nothing about the cause. */
    private static final Pattern STATEMENT =
            Pattern.compile("(?s);? *SQL statement:.*|\\[(?:insert|update|delete|select) .*");

    private CauseText() {}

    /** What the database said, else the innermost cause: what is wrong rather than who noticed. */
    static Cause of(Throwable failure) {
        var cause = failure;
        for (int depth = 0; depth < DEEPEST && cause.getCause() != null && !(cause instanceof SQLException); depth++) {
            cause = cause.getCause();
        }
        var message = cause.getMessage() == null ? "" : cause.getMessage();
        var text = STATEMENT.matcher(message).replaceAll("").strip();
        text = QUOTED.matcher(REDACTOR.redact(text)).replaceAll("'…'");
        return new ThrowableCause(
                cause.getClass().getName(), text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text);
    }
}
