package io.codemaster.command.codegen;

/** How far the current attempt of a generation is. */
enum AttemptPhase {
    QUEUED,
    CLAIMED,
    PREPARED,
    PROMPTED,
    RUNNING,
    AGENT_FINISHED,
    CAPTURED,
    PUSHED,
    /** It failed and the pause before the next one runs. */
    PAUSED,
    COMPLETED,
    FAILED,
    CANCELLED;

    boolean isOver() {
        return this == COMPLETED || this == FAILED || this == CANCELLED;
    }
}
