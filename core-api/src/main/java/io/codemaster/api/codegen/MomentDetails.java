package io.codemaster.api.codegen;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * What a run's stream amounts to after one of its events.
 *
 * @param sequence the event, 0 before the first
 * @param lastSequence the newest event of the stream
 * @param at when the event was recorded, null before the first
 * @param currentAction what the agent is doing, in a few words, as {@code progress} says it
 * @param toolUseId the call that the agent waits for, null when it waits for none
 * @param todos the agent's own list
 * @param usage what was used so far; the cost of an attempt is known when its agent has ended
 * @param stat how far the files are from those that the agent found; null where no tree was recorded yet
 * @param treeId git's id of the tree that the files are
 * @param treeSequence the event after which that tree was recorded
 * @param failure the last error that the stream has told
 * @param finished whether the stream has told its end
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record MomentDetails(
        long sequence,
        long lastSequence,
        @Nullable Instant at,
        int attempt,
        GenerationStatus status,
        GenerationStep step,
        String message,
        String currentAction,
        @Nullable String toolUseId,
        List<TodoItem> todos,
        Usage usage,
        @Nullable DiffStat stat,
        @Nullable String treeId,
        @Nullable Long treeSequence,
        @Nullable Instant startedAt,
        long elapsedMs,
        @Nullable String agentSessionId,
        @Nullable String model,
        @Nullable Trouble failure,
        boolean finished) {

    /** An error as the stream tells it. */
    public record Trouble(String code, String phase, String message) {}
}
