package io.codemaster.query.shared;

/** A cursor that was not given out by this product. It is the caller's mistake: 400. */
public final class BadCursorException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    /** Says what is wrong with it, for a person. */
    public BadCursorException(String message) {
        super(message);
    }
}
