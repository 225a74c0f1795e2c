package io.codemaster.api.review;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.codegen.CapturedChanges;
import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.codegen.GenerationOrder;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.requirement.Delivery;

/**
 * The change under review.
 *
 * @param order what was asked for; its revision says what the round before wanted
 * @param attempt the attempt that delivered
 * @param sessionId the agent's session, so that a follow-up can resume it; null when unknown
 */
public record ReviewedChange(
        CodegenTaskId taskId,
        int attempt,
        GenerationOrder order,
        Delivery delivery,
        CapturedChanges changes,
        @Nullable String sessionId,
        UserId requestedBy) {

    /** 1 for the first change of a requirement, one more for each time it was sent back. */
    public int round() {
        var revision = order.revision();
        return revision == null ? 1 : revision.round() + 1;
    }
}
