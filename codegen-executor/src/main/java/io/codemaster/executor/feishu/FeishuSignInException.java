package io.codemaster.executor.feishu;

/** Feishu does not say who somebody is. */
public final class FeishuSignInException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    FeishuSignInException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** What a person can do about it differs by this. */
    public Reason reason() {
        return reason;
    }

    /** Why. */
    public enum Reason {
        /** The code was used, has run out or is for another request: signing in again helps. */
        CODE_NOT_GOOD,
        /** The person may not use the app: only an administrator of the tenant can help. */
        NOT_ALLOWED,
        /** Feishu is down, slow, answers nonsense or does not know the app: later, or after the operator, it may pass. */
        UNAVAILABLE
    }
}
