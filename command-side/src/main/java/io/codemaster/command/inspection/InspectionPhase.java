package io.codemaster.command.inspection;

/** How far the current attempt of an inspection is. */
enum InspectionPhase {
    QUEUED,
    CLAIMED,
    PREPARED,
    PROMPTED,
    RUNNING,
    FINISHED,
    /** It failed and the pause before the next one runs. */
    PAUSED,
    ANSWERED,
    FAILED,
    CANCELLED;

    boolean isOver() {
        return this == ANSWERED || this == FAILED || this == CANCELLED;
    }
}
