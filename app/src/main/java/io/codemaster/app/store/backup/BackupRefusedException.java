package io.codemaster.app.store.backup;

import org.jspecify.annotations.Nullable;

/** Why nothing is backed up or restored, as a sentence for the person who asked, with what to do about it. */
final class BackupRefusedException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    BackupRefusedException(String sentence) {
        super(sentence);
    }

    BackupRefusedException(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }
}
