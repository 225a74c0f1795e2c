package io.codemaster.command.review;

import io.codemaster.api.shared.CommandRejected;
import io.codemaster.api.shared.ErrorCode;

/** Why a generation without a review has none. */
final class NothingDelivered {

    private NothingDelivered() {}

    static CommandRejected refusal() {
        return new CommandRejected(
                ErrorCode.REVIEW_NOT_OPEN,
                "The generation has delivered no change that could be judged. Wait for its end.");
    }
}
