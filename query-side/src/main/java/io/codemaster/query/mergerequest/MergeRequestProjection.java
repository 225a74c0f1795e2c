package io.codemaster.query.mergerequest;

import java.time.Instant;
import java.util.function.Consumer;

import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.Timestamp;
import org.springframework.stereotype.Component;

import io.codemaster.api.mergerequest.MergeRequestChecked;
import io.codemaster.api.mergerequest.MergeRequestClosed;
import io.codemaster.api.mergerequest.MergeRequestDescribed;
import io.codemaster.api.mergerequest.MergeRequestEvent;
import io.codemaster.api.mergerequest.MergeRequestFailed;
import io.codemaster.api.mergerequest.MergeRequestMerged;
import io.codemaster.api.mergerequest.MergeRequestOpened;
import io.codemaster.api.mergerequest.MergeRequestReopened;
import io.codemaster.api.mergerequest.MergeRequestRequested;
import io.codemaster.api.mergerequest.MergeRequestState;

/** Remembers how every merge request is. */
@Component
@ProcessingGroup("merge-request")
class MergeRequestProjection {

    private final MergeRequestRepository mergeRequests;

    MergeRequestProjection(MergeRequestRepository mergeRequests) {
        this.mergeRequests = mergeRequests;
    }

    @EventHandler
    void on(MergeRequestRequested event, @Timestamp Instant at) {
        var known = mergeRequests.findById(event.mergeRequestId().value());
        known.ifPresent(it -> it.requested(event, at));
        mergeRequests.save(known.orElseGet(() -> new MergeRequestEntity(event, at)));
    }

    @EventHandler
    void on(MergeRequestOpened event, @Timestamp Instant at) {
        update(event, it -> it.opened(event, at));
    }

    @EventHandler
    void on(MergeRequestDescribed event) {
        update(event, it -> it.described(event));
    }

    @EventHandler
    void on(MergeRequestChecked event) {
        update(event, it -> it.checked(event.headCommit(), event.mergeable()));
    }

    @EventHandler
    void on(MergeRequestFailed event) {
        update(event, it -> it.failed(event.failure()));
    }

    @EventHandler
    void on(MergeRequestMerged event, @Timestamp Instant at) {
        update(event, it -> it.merged(event, at));
    }

    @EventHandler
    void on(MergeRequestClosed event) {
        update(event, it -> it.movedTo(MergeRequestState.CLOSED));
    }

    @EventHandler
    void on(MergeRequestReopened event) {
        update(event, it -> it.movedTo(MergeRequestState.OPENED));
    }

    @ResetHandler
    void reset() {
        mergeRequests.deleteAllInBatch();
    }

    private void update(MergeRequestEvent event, Consumer<MergeRequestEntity> change) {
        mergeRequests.findById(event.mergeRequestId().value()).ifPresent(it -> {
            change.accept(it);
            mergeRequests.save(it);
        });
    }
}
