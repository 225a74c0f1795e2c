package io.codemaster.api.codegen;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.identity.UserId;
import io.codemaster.api.inspection.Finding;
import io.codemaster.api.requirement.Delivery;

/**
 * What a reviewed change shall become: the brief of a follow-up generation.
 *
 * @param followUpOf the generation whose change was sent back
 * @param attempt the attempt of it that delivered
 * @param round the review round that sent it back, 1 or more
 * @param baseCommit the full SHA-1 that the whole change starts from
 * @param delivery what that generation pushed; the follow-up adds commits to it
 * @param sessionId the agent's session that made the change, null when it is not known
 * @param comment what the reviewer says of the whole, Markdown; null for nothing
 * @param comments what they say of single lines
 * @param requestedBy who asked for the first change of the chain, null when it is not known
 * @param earlierFindings what the last AI review of that change found, null for nothing
 */
public record RevisionBrief(
        CodegenTaskId followUpOf,
        int attempt,
        int round,
        String baseCommit,
        Delivery delivery,
        @Nullable String sessionId,
        @Nullable String comment,
        List<LineRequest> comments,
        @Nullable UserId requestedBy,
        @Nullable List<Finding> earlierFindings) {

    /** A brief of people's comments alone. */
    public RevisionBrief(
            CodegenTaskId followUpOf,
            int attempt,
            int round,
            String baseCommit,
            Delivery delivery,
            @Nullable String sessionId,
            @Nullable String comment,
            List<LineRequest> comments) {
        this(followUpOf, attempt, round, baseCommit, delivery, sessionId, comment, comments, null, null);
    }

    /**
     * A comment on lines of the change.
     *
     * @param id the comment's id, by which the agent answers it
     * @param line the first line, in the file as the change left it (or found it, on the old side)
     * @param endLine the last line, {@code line} or more
     * @param snippet those lines as they were
     * @param body what shall be different, Markdown
     */
    public record LineRequest(
            String id, String path, String side, int line, int endLine, String snippet, String body) {}
}
