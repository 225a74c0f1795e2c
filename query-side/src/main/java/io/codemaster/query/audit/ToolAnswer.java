package io.codemaster.query.audit;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.audit.AuditEntry.Outcome;

/**
 * What came of a call.
 *
 * @param text why it did not succeed, in short; null where it did
 */
record ToolAnswer(Kind kind, Outcome outcome, @Nullable String text) {

    /** Nobody answers a call any more. What its tool printed before the end may still come. */
    static final ToolAnswer NONE = new ToolAnswer(Kind.NONE, Outcome.FAILURE, "no answer before the run ended");

    /** How it is known. */
    enum Kind {
        /** The tool's own result. */
        RESULT,
        /** A list of the calls that were not permitted; their results say no more than that they failed. */
        REFUSAL,
        /** There is no answer. */
        NONE
    }

    /** Whether there was an answer. */
    boolean isSaid() {
        return kind != Kind.NONE;
    }
}
