package io.codemaster.app.store.move;

/** Why a store is not moved, as a sentence for the person who asked, with what to do about it. */
final class MoveRefusedException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    MoveRefusedException(String sentence) {
        super(sentence);
    }

    MoveRefusedException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
