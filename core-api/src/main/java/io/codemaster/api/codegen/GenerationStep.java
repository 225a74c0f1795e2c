package io.codemaster.api.codegen;

/** What a generation is busy with, finer than its status; failures name the step they happened in. */
public enum GenerationStep {
    QUEUE,
    /** The repository is fetched and the work tree laid out. */
    CLONE,
    /** The prompt is composed from what is known. */
    ANALYSE,
    /** The agent works. */
    GENERATE,
    /** The change is captured, committed and pushed. */
    CHECK,
    DONE
}
