package io.codemaster.executor.claude;

/** Why the agent's process came to its end. */
enum RunEnd {
    /** By itself, or by somebody outside of the product. */
    EXITED,
    /** It was told to stop. */
    STOPPED,
    /** It took too long. */
    TIME_LIMIT,
    /** It was silent for too long. */
    INACTIVE,
    /** Its output could not be kept for lack of room. */
    DISK_FULL,
    /** Its output could not be kept. */
    OUTPUT_LOST
}
