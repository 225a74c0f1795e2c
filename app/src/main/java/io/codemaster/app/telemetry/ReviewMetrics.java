package io.codemaster.app.telemetry;

import java.time.Duration;
import java.util.Locale;

import org.axonframework.eventhandling.EventMessage;
import org.springframework.stereotype.Component;

import io.codemaster.api.inspection.Finding;
import io.codemaster.api.mergerequest.MergeRequestMerged;
import io.codemaster.api.review.AiReviewCompleted;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** What reviews find, and how long merge requests stay open. */
@Component
class ReviewMetrics {

    private static final String RESOLVED = "resolved";

    private final MeterRegistry registry;

    private final Timer merging;

    ReviewMetrics(MeterRegistry registry) {
        this.registry = registry;
        merging = Timer.builder("codemaster.mr.merge")
                .description("From opening a merge request to its merge")
                .serviceLevelObjectives(
                        Duration.ofMinutes(10),
                        Duration.ofHours(1),
                        Duration.ofHours(8),
                        Duration.ofDays(1),
                        Duration.ofDays(7))
                .register(registry);
        for (var severity : Finding.Severity.values()) {
            for (var standing : Finding.Standing.values()) {
                findings(severity, verdict(standing));
            }
            findings(severity, RESOLVED);
        }
    }

    void count(EventMessage<?> event) {
        var payload = event.getPayload();
        if (payload instanceof AiReviewCompleted review) {
            review.answer()
                    .findings()
                    .forEach(it ->
                            findings(it.severity(), verdict(it.standing())).increment());
            review.answer()
                    .resolved()
                    .forEach(it -> findings(it.severity(), RESOLVED).increment());
        } else if (payload instanceof MergeRequestMerged merged && merged.openedAt() != null) {
            var at = merged.mergedAt() == null ? event.getTimestamp() : merged.mergedAt();
            var open = Duration.between(merged.openedAt(), at);
            merging.record(open.isNegative() ? Duration.ZERO : open);
        }
    }

    private static String verdict(Finding.Standing standing) {
        return standing.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private Counter findings(Finding.Severity severity, String verdict) {
        return Counter.builder("codemaster.review.findings")
                .description("Findings of AI reviews, against the round before: new, still there, resolved")
                .tag("severity", severity.name().toLowerCase(Locale.ROOT))
                .tag("verdict", verdict)
                .register(registry);
    }
}
