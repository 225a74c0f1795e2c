package io.codemaster.api.review;

import java.util.List;

import org.axonframework.commandhandling.RoutingKey;
import org.jspecify.annotations.Nullable;

import io.codemaster.api.codegen.CapturedChanges;
import io.codemaster.api.codegen.CodegenTaskId;

/**
 * Ties comments to the lines of a change; answers {@link AnchoredComments}. Refused with {@code review.line-not-in-diff}
 * for the first comment that is about no line of the change.
 *
 * @param comments in the order in which the refusal counts them, from 0
 */
public record AnchorComments(@RoutingKey CodegenTaskId taskId, CapturedChanges changes, List<Position> comments)
        implements ReviewTask {

    /**
     * What somebody says of lines that nobody has looked up yet.
     *
     * @param id the comment's id to be
     * @param line the first line, 1 or more
     * @param endLine the last line
     * @param body Markdown
     * @param findingId the AI finding that it takes over, null for none
     */
    public record Position(
            String id,
            String path,
            Side side,
            int line,
            int endLine,
            String body,
            @Nullable String findingId) {}
}
