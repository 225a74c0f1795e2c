package io.codemaster.api.inspection;

import java.util.List;

/**
 * A review's outcome, validated and checked against the change.
 *
 * @param score 0 to 100
 * @param findings at most twelve, the important first
 * @param resolved what the round before had found and is there no more
 * @param omitted files of the change that were left out of what the agent was shown, for the budget
 */
public record ReviewAnswer(
        int score,
        String summary,
        List<Finding> findings,
        List<Finding> resolved,
        Categories categories,
        List<String> omitted)
        implements InspectionAnswer {

    /** Whether the reviewer would not let the change pass: it has found an error or worse. */
    public boolean objects() {
        return findings.stream()
                .map(Finding::severity)
                .anyMatch(it -> it == Finding.Severity.CRITICAL || it == Finding.Severity.ERROR);
    }

    /** One judgement for each of the four questions. */
    public record Categories(Judgement security, Judgement errorHandling, Judgement style, Judgement tests) {}

    /** Whether it is good enough, and why. */
    public record Judgement(boolean passed, String comment) {}
}
