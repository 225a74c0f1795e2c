package io.codemaster.command.requirement;

import java.util.Locale;

import io.codemaster.api.requirement.RequirementStatus;
import io.codemaster.api.shared.CommandRejected;
import io.codemaster.api.shared.ErrorCode;

/** Why a requirement does not change its status. The table itself is {@link RequirementStatus#next()}. */
final class StatusRefusal {

    private StatusRefusal() {}

    static CommandRejected of(String key, RequirementStatus from, RequirementStatus to) {
        if (from == to) {
            return refusal("%s is %s already.".formatted(key, words(from)));
        }
        var why = switch (from) {
            case GENERATING -> "Its code is being generated. Wait for the end, or cancel the generation first.";
            case MERGED -> "What is merged stays as it is. Write a new requirement for what is missing.";
            case CLOSED -> "Reopen it first.";
            default -> "From there it becomes %s.".formatted(choices(from));
        };
        return refusal("%s is %s and cannot become %s. %s".formatted(key, words(from), words(to), why));
    }

    /** Only what is closed can be reopened. */
    static CommandRejected notClosed(String key, RequirementStatus status) {
        return refusal("%s is %s. Only a closed requirement can be reopened.".formatted(key, words(status)));
    }

    private static CommandRejected refusal(String sentence) {
        return new CommandRejected(ErrorCode.REQUIREMENT_STATUS_NOT_ALLOWED, sentence);
    }

    private static String choices(RequirementStatus from) {
        return from.next().stream()
                .map(StatusRefusal::words)
                .reduce((one, other) -> one + " or " + other)
                .orElse("nothing else");
    }

    static String words(RequirementStatus status) {
        return status.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
