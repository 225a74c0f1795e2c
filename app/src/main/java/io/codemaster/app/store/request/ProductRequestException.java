package io.codemaster.app.store.request;

/** A running product did not do what it was asked for. */
public final class ProductRequestException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** Why not. */
    public enum Reason {
        /** It has not begun within the time it had. */
        NOT_BEGUN,
        /** It could not; the message says why. */
        FAILED,
        /** It ended meanwhile. */
        ENDED
    }

    ProductRequestException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** Why not. */
    public Reason reason() {
        return reason;
    }
}
