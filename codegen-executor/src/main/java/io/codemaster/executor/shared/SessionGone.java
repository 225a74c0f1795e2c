package io.codemaster.executor.shared;

/** The agent's earlier conversation is not here any more, or cannot be read. Nothing has happened yet. */
public final class SessionGone extends Exception {

    private static final long serialVersionUID = 1L;

    public SessionGone(String message) {
        super(message);
    }
}
