package io.codemaster.api.mergerequest;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.codegen.DiffStat;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.inspection.Finding;
import io.codemaster.api.inspection.ReviewAnswer;
import io.codemaster.api.review.ApprovedChange;
import io.codemaster.api.review.Verdict;

/**
 * What there is to say of the change in the merge request.
 *
 * @param requirementTitle as its author wrote it
 * @param round 1 for a change that was approved at once
 * @param ai what the second agent said, null where no review came to a result
 * @param decisions what people decided, the oldest first
 */
public record MergeRequestBrief(
        String requirementTitle,
        int round,
        DiffStat stat,
        @Nullable AiOpinion ai,
        List<Decision> decisions) {

    /** The AI review in figures; counts are of its findings by severity. */
    public record AiOpinion(
            int score, boolean securityPassed, String summary, int critical, int errors, int warnings, int notes) {

        private static AiOpinion of(ReviewAnswer answer) {
            return new AiOpinion(
                    answer.score(),
                    answer.categories().security().passed(),
                    answer.summary(),
                    count(answer, Finding.Severity.CRITICAL),
                    count(answer, Finding.Severity.ERROR),
                    count(answer, Finding.Severity.WARNING),
                    count(answer, Finding.Severity.INFO));
        }

        private static int count(ReviewAnswer answer, Finding.Severity severity) {
            return (int) answer.findings().stream()
                    .filter(it -> it.severity() == severity)
                    .count();
        }
    }

    /**
     * A person's verdict.
     *
     * @param comment Markdown, null for nothing
     * @param lineComments how many comments on lines came with it
     */
    public record Decision(
            UserId by, Verdict verdict, @Nullable String comment, int lineComments, Instant at) {}

    /** What an approved change says of itself. */
    public static MergeRequestBrief of(ApprovedChange approved) {
        var change = approved.change();
        var ai = approved.ai();
        return new MergeRequestBrief(
                change.order().title(),
                change.round(),
                change.changes().stat(),
                ai == null ? null : AiOpinion.of(ai),
                approved.decisions().stream()
                        .map(it -> new Decision(it.by(), it.verdict(), it.comment(), it.lineComments(), it.at()))
                        .toList());
    }
}
