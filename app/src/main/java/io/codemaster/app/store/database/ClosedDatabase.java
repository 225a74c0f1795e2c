package io.codemaster.app.store.database;

import java.sql.SQLException;
import java.util.Set;

import com.zaxxer.hikari.SQLExceptionOverride;

/**
 * Lets go of connections to an embedded database that has closed itself, as it does when its disk is full. While one of them
 * is open, it is not opened anew, and the pool would lend them out for ever.
 */
public final class ClosedDatabase implements SQLExceptionOverride {

    /** H2: its file cannot be read or written, or it was closed. */
    private static final Set<Integer> CLOSED = Set.of(90_028, 90_031, 90_098, 90_121);

    /** The pool makes it, by the name of the class. */
    public ClosedDatabase() {}

    @java.lang.Override
    public Override adjudicate(SQLException failure) {
        return CLOSED.contains(failure.getErrorCode()) ? Override.MUST_EVICT : Override.CONTINUE_EVICT;
    }
}
