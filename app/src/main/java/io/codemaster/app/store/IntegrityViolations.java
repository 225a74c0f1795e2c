package io.codemaster.app.store;

import java.sql.SQLException;

import org.axonframework.common.jdbc.PersistenceExceptionResolver;

/** Recognises a duplicate key by SQLSTATE class 23 (SQL:2023, integrity constraint violation) on every database. */
class IntegrityViolations implements PersistenceExceptionResolver {

    private static final String CLASS_23 = "23";

    @Override
    public boolean isDuplicateKeyViolation(Exception exception) {
        for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException failure && hasClass23(failure)) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasClass23(SQLException failure) {
        for (var next = failure; next != null; next = next.getNextException()) {
            if (next.getSQLState() != null && next.getSQLState().startsWith(CLASS_23)) {
                return true;
            }
        }
        return false;
    }
}
