package io.codemaster.app.processing;

import java.util.List;
import java.util.regex.Pattern;

import org.axonframework.messaging.deadletter.Cause;
import org.axonframework.messaging.deadletter.ThrowableCause;

import io.codemaster.executor.claude.output.Redactor;

/** What is kept of a failure: what kind it is and what it says, without secrets and without what people wrote. */
final class CauseText {

    private static final int LONGEST = 500;

    private static final Redactor REDACTOR = new Redactor(List.of());

    /** Databases and parsers quote the value that they did not like. */
    private static final Pattern QUOTED = Pattern.compile("'[^']{20,}'|\"[^\"]{20,}\"");

    private CauseText() {}

    /** The innermost cause, which says what is wrong rather than who noticed. */
    static Cause of(Throwable failure) {
        var innermost = failure;
        for (int depth = 0; depth < 32 && innermost.getCause() != null; depth++) {
            innermost = innermost.getCause();
        }
        var message = innermost.getMessage() == null ? "" : innermost.getMessage();
        var text = QUOTED.matcher(REDACTOR.redact(message)).replaceAll("'…'");
        return new ThrowableCause(
                innermost.getClass().getName(), text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text);
    }
}
