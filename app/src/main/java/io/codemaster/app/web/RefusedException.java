package io.codemaster.app.web;

/** The edge does not serve a request. */
public final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    /** Stops the request with this answer. */
    public RefusedException(Refusal refusal) {
        super(refusal.code());
        this.refusal = refusal;
    }

    /** What to answer. */
    public Refusal refusal() {
        return refusal;
    }
}
