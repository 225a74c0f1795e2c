package io.codemaster.app.store.event;

/** Why an event cannot be kept where it is to go, as a sentence. Nothing of it was written. */
public final class UnfitEventException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    UnfitEventException(String sentence) {
        super(sentence);
    }
}
