package io.codemaster.api.operations;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.project.ProjectId;

/**
 * What the workers have to do.
 *
 * @param running what has a slot, the oldest first
 * @param waiting what waits for one, the next one first
 */
public record ActiveRuns(List<Running> running, List<Waiting> waiting) {

    public ActiveRuns {
        running = List.copyOf(running);
        waiting = List.copyOf(waiting);
    }

    /** What an agent does. */
    public enum Kind {
        GENERATION,
        ANALYSIS,
        REVIEW
    }

    /**
     * A run with a slot.
     *
     * @param workerId the process that runs it; null for one that was claimed before this was kept
     * @param title of the requirement, or where the repository is
     */
    public record Running(
            CodegenTaskId id,
            Kind kind,
            ProjectId projectId,
            String projectName,
            String title,
            int attempt,
            @Nullable String workerId,
            @Nullable Instant startedAt) {}

    /**
     * A run that waits.
     *
     * @param place 1 is the next one
     * @param title of the requirement, or where the repository is
     */
    public record Waiting(
            CodegenTaskId id,
            Kind kind,
            ProjectId projectId,
            String projectName,
            String title,
            int place,
            Instant queuedAt) {}
}
