package io.codemaster.api.inspection;

import org.jspecify.annotations.Nullable;

/**
 * A fault that the reviewing agent claims to have found.
 *
 * @param id unique within its review
 * @param fingerprint the same for the same fault in every round
 * @param line the line on the new side, null when the claim could not be tied to a line of the change
 * @param snippet the code it is about, empty when none was given
 * @param anchored whether file, line and snippet were found in the change
 * @param standing whether an earlier round had it
 */
public record Finding(
        String id,
        String fingerprint,
        Severity severity,
        Category category,
        String file,
        @Nullable Integer line,
        String snippet,
        String description,
        String suggestion,
        boolean anchored,
        Standing standing) {

    /** How bad it is. */
    public enum Severity {
        CRITICAL,
        ERROR,
        WARNING,
        INFO
    }

    /** What it is about. */
    public enum Category {
        SECURITY,
        ERROR_HANDLING,
        STYLE,
        TESTS,
        QUALITY
    }

    /** Against the round before. */
    public enum Standing {
        NEW,
        STILL_THERE
    }
}
