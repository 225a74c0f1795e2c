package io.codemaster.executor.shared;

/** What a run is for; all kinds share the queue and the slots. */
public enum RunKind {
    /** Writes a change. */
    GENERATION,
    /** Reads a repository. */
    ANALYSIS,
    /** Reads a change. */
    REVIEW
}
