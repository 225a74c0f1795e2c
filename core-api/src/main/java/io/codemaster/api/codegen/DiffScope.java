package io.codemaster.api.codegen;

/** Which part of a change is meant. */
public enum DiffScope {
    /** All that the branch changes. */
    WHOLE,
    /** What a follow-up alone changed; the whole where nothing came before it. */
    ROUND
}
