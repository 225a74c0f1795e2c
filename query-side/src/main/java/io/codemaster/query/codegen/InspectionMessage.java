package io.codemaster.query.codegen;

import java.util.Optional;

import io.codemaster.api.inspection.AnalysisAnswer;
import io.codemaster.api.inspection.InspectionAnswered;
import io.codemaster.api.inspection.InspectionAttemptFailed;
import io.codemaster.api.inspection.InspectionCancelled;
import io.codemaster.api.inspection.InspectionClaimed;
import io.codemaster.api.inspection.InspectionEvent;
import io.codemaster.api.inspection.InspectionFailed;
import io.codemaster.api.inspection.InspectionFinished;
import io.codemaster.api.inspection.InspectionPrepared;
import io.codemaster.api.inspection.InspectionPrompted;
import io.codemaster.api.inspection.InspectionQueued;
import io.codemaster.api.inspection.InspectionStarted;
import io.codemaster.api.inspection.ReviewAnswer;
import io.codemaster.query.shared.JsonText;

/** What the stream of an inspection tells people about each step: stable English sentences. */
final class InspectionMessage {

    private static final int SHORT_COMMIT = 8;

    private InspectionMessage() {}

    /** The sentence, or empty for an event that the stream does not show. */
    static Optional<String> of(InspectionEvent event, String repository) {
        if (event instanceof InspectionQueued it) {
            return Optional.of(
                    it.attempt() == 1 ? "Waiting for a worker" : "Waiting for a worker, attempt " + it.attempt());
        }
        if (event instanceof InspectionClaimed) {
            return Optional.of("Fetching " + repository);
        }
        if (event instanceof InspectionPrepared it) {
            return Optional.of("At commit "
                    + it.commit()
                            .substring(0, Math.min(SHORT_COMMIT, it.commit().length())));
        }
        if (event instanceof InspectionPrompted) {
            return Optional.of("Composed the prompt");
        }
        if (event instanceof InspectionStarted it) {
            return Optional.of(it.launch().demo() ? "The agent reads with the demo model" : "The agent reads");
        }
        if (event instanceof InspectionFinished) {
            return Optional.of("The agent has ended");
        }
        return ofTheEnd(event);
    }

    private static Optional<String> ofTheEnd(InspectionEvent event) {
        if (event instanceof InspectionAnswered it) {
            if (it.answer() instanceof ReviewAnswer review) {
                int found = review.findings().size();
                return Optional.of(
                        "Reviewed: score " + review.score() + ", " + found + (found == 1 ? " issue" : " issues"));
            }
            return Optional.of(
                    it.answer() instanceof AnalysisAnswer analysis && analysis.unchanged()
                            ? "This commit was analysed before; its result stands"
                            : "Analysed");
        }
        if (event instanceof InspectionAttemptFailed it && it.retryAt() != null) {
            return Optional.of("Trying again at " + JsonText.time(it.retryAt()));
        }
        if (event instanceof InspectionFailed) {
            return Optional.of("Failed");
        }
        return event instanceof InspectionCancelled ? Optional.of("Cancelled") : Optional.empty();
    }
}
