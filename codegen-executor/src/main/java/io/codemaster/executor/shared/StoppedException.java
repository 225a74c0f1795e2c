package io.codemaster.executor.shared;

/** The attempt noticed that it was told to stop and left everything tidy. */
public final class StoppedException extends Exception {

    private static final long serialVersionUID = 1L;

    public StoppedException() {
        super("told to stop");
    }
}
