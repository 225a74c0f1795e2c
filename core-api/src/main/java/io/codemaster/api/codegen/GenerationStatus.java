package io.codemaster.api.codegen;

/** Where a generation is, for a client. */
public enum GenerationStatus {
    /** Waits for a worker, or for the pause before another attempt. */
    PENDING,
    CLONING,
    RUNNING,
    COMPLETED,
    FAILED,
    CANCELLED;

    /** Whether nothing more happens unless somebody asks for another attempt. */
    public boolean isFinal() {
        return this == COMPLETED || this == FAILED || this == CANCELLED;
    }
}
