package io.codemaster.query.inspection;

import java.time.Instant;
import java.util.function.Consumer;

import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.Timestamp;
import org.springframework.stereotype.Component;

import io.codemaster.api.inspection.InspectionAnswered;
import io.codemaster.api.inspection.InspectionAttemptFailed;
import io.codemaster.api.inspection.InspectionCancelRequested;
import io.codemaster.api.inspection.InspectionCancelled;
import io.codemaster.api.inspection.InspectionClaimed;
import io.codemaster.api.inspection.InspectionEvent;
import io.codemaster.api.inspection.InspectionFailed;
import io.codemaster.api.inspection.InspectionFinished;
import io.codemaster.api.inspection.InspectionPrepared;
import io.codemaster.api.inspection.InspectionPrompted;
import io.codemaster.api.inspection.InspectionQueued;
import io.codemaster.api.inspection.InspectionRequested;
import io.codemaster.api.inspection.InspectionStarted;
import io.codemaster.query.shared.RunState;

@Component
@ProcessingGroup("inspection-details")
class InspectionDetailsProjection {

    private final InspectionDetailsRepository inspections;

    InspectionDetailsProjection(InspectionDetailsRepository inspections) {
        this.inspections = inspections;
    }

    @EventHandler
    void on(InspectionRequested event, @Timestamp Instant at) {
        inspections.save(new InspectionDetailsEntity(event, at));
    }

    @EventHandler
    void on(InspectionQueued event, @Timestamp Instant at) {
        update(event, it -> it.queued(event.attempt(), at));
    }

    @EventHandler
    void on(InspectionClaimed event, @Timestamp Instant at) {
        update(event, it -> it.claimed(event.workerId(), at));
    }

    @EventHandler
    void on(InspectionPrepared event) {
        update(event, it -> it.prepared(event.commit()));
    }

    @EventHandler
    void on(InspectionPrompted event) {
        update(event, it -> it.prompted(event.prompt()));
    }

    @EventHandler
    void on(InspectionStarted event) {
        update(event, it -> it.launched(event.launch()));
    }

    @EventHandler
    void on(InspectionFinished event) {
        update(event, it -> it.agentEnded(event.outcome()));
    }

    @EventHandler
    void on(InspectionAnswered event, @Timestamp Instant at) {
        update(event, it -> {
            it.withoutFailure();
            it.ended(at);
        });
    }

    @EventHandler
    void on(InspectionAttemptFailed event) {
        update(event, it -> it.failed(event.failure(), event.rawAnswer()));
    }

    @EventHandler
    void on(InspectionFailed event, @Timestamp Instant at) {
        update(event, it -> {
            it.failed(event.failure(), event.rawAnswer());
            it.ended(at);
        });
    }

    @EventHandler
    void on(InspectionCancelRequested event) {
        update(event, InspectionDetailsEntity::cancelling);
    }

    @EventHandler
    void on(InspectionCancelled event, @Timestamp Instant at) {
        update(event, it -> {
            it.withoutFailure();
            it.ended(at);
        });
    }

    @ResetHandler
    void reset() {
        inspections.deleteAllInBatch();
    }

    private void update(InspectionEvent event, Consumer<InspectionDetailsEntity> change) {
        inspections.findById(event.runId().value()).ifPresent(it -> {
            RunState.after(event).ifPresent(it::is);
            change.accept(it);
            inspections.save(it);
        });
    }
}
