package io.codemaster.app.store.event;

/** Axon Server does not answer, or refuses; the sentence says what it was asked. */
public final class EventServerException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    EventServerException(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    EventServerException(String sentence) {
        super(sentence);
    }
}
