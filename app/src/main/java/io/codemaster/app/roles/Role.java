package io.codemaster.app.roles;

import java.util.Locale;

/** A part of the product that a process may host. */
public enum Role {
    /** Decides: the aggregates. Serves HTTP. */
    COMMAND,
    /** Remembers: the projections and the views. Serves HTTP. */
    QUERY,
    /** Reacts: the processes behind a run, their deadlines. */
    SAGA,
    /** Acts: agents, git, the platforms. */
    EXECUTOR;

    /** The role as it is configured. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
