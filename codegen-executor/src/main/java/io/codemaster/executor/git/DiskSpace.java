package io.codemaster.executor.git;

import java.io.IOException;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/** Recognises a full disk, whoever ran into it. */
final class DiskSpace {

    static final String MESSAGE = "The disk of the work directory is full. Free some space, or lower"
            + " codemaster.codegen.max-disk so that old work directories go earlier.";

    private DiskSpace() {}

    static boolean isExhausted(@Nullable Throwable failure) {
        for (var at = failure; at != null; at = at.getCause()) {
            if (at instanceof IOException && isExhausted(String.valueOf(at.getMessage()))) {
                return true;
            }
        }
        return false;
    }

    static boolean isExhausted(String message) {
        var text = message.toLowerCase(Locale.ROOT);
        return text.contains("no space left on device") || text.contains("disk quota exceeded");
    }
}
