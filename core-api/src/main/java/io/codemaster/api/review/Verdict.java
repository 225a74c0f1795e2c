package io.codemaster.api.review;

/** What a person decides of a change. */
public enum Verdict {
    APPROVED,
    REJECTED,
    NEEDS_REVISION
}
