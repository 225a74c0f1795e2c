package io.codemaster.executor.inspection;

import org.springframework.stereotype.Component;

import io.codemaster.api.codegen.GenerationOptions;
import io.codemaster.api.inspection.InspectionKind;
import io.codemaster.api.inspection.InspectionLimits;

/** What each kind of inspection may take, as it is configured. */
@Component
class InspectionAllowance {

    private final AnalysisProperties analysis;

    private final ReviewRunProperties review;

    private final AgentPatienceProperties patience;

    private final SecondTryProperties secondTry;

    InspectionAllowance(
            AnalysisProperties analysis,
            ReviewRunProperties review,
            AgentPatienceProperties patience,
            SecondTryProperties secondTry) {
        this.analysis = analysis;
        this.review = review;
        this.patience = patience;
        this.secondTry = secondTry;
    }

    InspectionLimits of(InspectionKind kind) {
        return switch (kind) {
            case ANALYSIS ->
                new InspectionLimits(
                        analysis.model(),
                        analysis.maxTurns(),
                        analysis.budgetUsd(),
                        analysis.timeLimit(),
                        patience.inactivityTimeout(),
                        secondTry.retries(),
                        secondTry.retryPause());
            case REVIEW ->
                new InspectionLimits(
                        review.model(),
                        review.maxTurns(),
                        review.budgetUsd(),
                        review.timeLimit(),
                        patience.inactivityTimeout(),
                        secondTry.retries(),
                        secondTry.retryPause());
        };
    }

    /** The limits as the agent knows them. */
    static GenerationOptions options(InspectionLimits limits) {
        return new GenerationOptions(
                null,
                null,
                limits.model(),
                limits.maxTurns(),
                limits.budgetUsd(),
                limits.timeLimit(),
                limits.inactivityTimeout(),
                limits.retries(),
                limits.retryPause());
    }
}
