package io.codemaster.api.shared;

/**
 * What kind of failure a message met in another process, where the class of the exception cannot follow.
 *
 * @param text what the exception said, for the log
 */
public record RemoteFailure(Kind kind, String text) {

    /** Why it failed. */
    public enum Kind {
        /** There is no such aggregate. */
        ABSENT,
        /** Somebody else changed or made the same at this moment. */
        CONFLICT,
        /** The question makes no sense; the text is fit for whoever asked. */
        NONSENSE,
        /** Anything else, which may pass. */
        FAILED
    }
}
