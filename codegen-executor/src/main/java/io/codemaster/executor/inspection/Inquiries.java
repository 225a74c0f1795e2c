package io.codemaster.executor.inspection;

import java.nio.charset.StandardCharsets;

import org.springframework.stereotype.Component;

import io.codemaster.api.artifact.ArtifactId;
import io.codemaster.api.artifact.ArtifactStore;
import io.codemaster.api.inspection.AnalysisAnswer;
import io.codemaster.api.inspection.AnalysisSubject;
import io.codemaster.api.inspection.InspectionOrder;
import io.codemaster.api.inspection.ReviewSubject;
import io.codemaster.executor.shared.AnalysisText;
import io.codemaster.executor.shared.AttemptKey;
import tools.jackson.databind.json.JsonMapper;

/** Makes the question of an order. */
@Component
class Inquiries {

    /** Characters of the analysis in a review's prompt. */
    private static final int ANALYSIS_BUDGET = 12_000;

    private final ArtifactStore artifacts;

    private final ReviewRunProperties review;

    Inquiries(ArtifactStore artifacts, ReviewRunProperties review) {
        this.artifacts = artifacts;
        this.review = review;
    }

    Inquiry about(AttemptKey key, InspectionOrder order, String commit) {
        var subject = order.subject();
        if (subject instanceof ReviewSubject change) {
            return about(key, change);
        }
        if (subject instanceof AnalysisSubject) {
            return new Inquiry(
                    AnalysisPrompt.of(order, commit),
                    AnswerSchema.ANALYSIS,
                    json -> new AnalysisAnswer(commit, artifacts.keep(canonical(json)), false));
        }
        throw new IllegalArgumentException("no question is known about " + subject);
    }

    private Inquiry about(AttemptKey key, ReviewSubject subject) {
        var patch = ChangePatch.parse(text(subject.changes().patch()));
        var excerpt = DiffExcerpt.of(patch, review.diffBudget());
        var analysis = subject.analysis();
        var prompt = ReviewPrompt.of(
                subject,
                excerpt,
                analysis == null
                        ? ""
                        : artifacts
                                .find(analysis)
                                .map(it -> AnalysisText.of(it, ANALYSIS_BUDGET))
                                .orElse(""));
        return new Inquiry(
                prompt,
                AnswerSchema.REVIEW,
                json -> new ReviewReading(key.taskId(), patch, subject.earlier(), excerpt.omitted()).read(json));
    }

    private static byte[] canonical(String json) {
        return JsonMapper.shared()
                .writeValueAsString(JsonMapper.shared().readTree(json))
                .getBytes(StandardCharsets.UTF_8);
    }

    private String text(ArtifactId id) {
        return artifacts
                .find(id)
                .map(it -> new String(it, StandardCharsets.UTF_8))
                .orElseThrow(() -> new IllegalStateException("artifact " + id + " is gone"));
    }
}
