package io.codemaster.api.codegen;

import java.util.List;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.codemaster.api.requirement.RequirementId;

/**
 * Which call of a tool wrote each line of a file, as the run left it.
 *
 * @param sequence the event after which the file's last content was recorded, null where the run left it as it was
 * @param available whether the run's files are kept; without them there are no lines
 * @param binary whether the file has no lines
 * @param items one for each line, in order
 * @param calls the calls that wrote lines, in order
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record FileBlame(
        String path,
        @Nullable Long sequence,
        boolean available,
        boolean binary,
        List<Line> items,
        List<Call> calls,
        Requirement requirement) {

    /**
     * A line.
     *
     * @param line 1, 2, 3 …
     * @param sequence the event with the call that wrote it last, null where it is older than the run
     * @param toolUseId the agent's own name of the call
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Line(
            int line,
            @Nullable Long sequence,
            @Nullable String tool,
            @Nullable String toolUseId) {}

    /**
     * A call, and what led to it.
     *
     * @param sequence the event with the call
     * @param resultSequence the event with its result
     * @param action what it did, in a few words
     * @param thought what the agent thought before it, null where it showed no thought
     * @param text what the agent said before it
     * @param todo the entry of its list that it was at
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Call(
            long sequence,
            long resultSequence,
            String toolUseId,
            String tool,
            int attempt,
            String action,
            @Nullable Words thought,
            @Nullable Words text,
            @Nullable String todo) {}

    /** The beginning of what the agent thought or said, and the event with the whole of it. */
    public record Words(long sequence, String excerpt) {}

    /** What was asked for. */
    public record Requirement(RequirementId id, String key, String title) {}
}
