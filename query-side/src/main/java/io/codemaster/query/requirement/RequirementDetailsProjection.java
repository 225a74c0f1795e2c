package io.codemaster.query.requirement;

import java.time.Instant;
import java.util.function.Consumer;

import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.codemaster.api.codegen.AgentFinished;
import io.codemaster.api.codegen.AttemptFailed;
import io.codemaster.api.codegen.CodegenEvent;
import io.codemaster.api.codegen.GenerationFailed;
import io.codemaster.api.requirement.AttachmentAdded;
import io.codemaster.api.requirement.AttachmentRemoved;
import io.codemaster.api.requirement.DocumentImported;
import io.codemaster.api.requirement.GenerationConcluded;
import io.codemaster.api.requirement.GenerationOrdered;
import io.codemaster.api.requirement.GenerationResumed;
import io.codemaster.api.requirement.RequirementClosed;
import io.codemaster.api.requirement.RequirementEdited;
import io.codemaster.api.requirement.RequirementEvent;
import io.codemaster.api.requirement.RequirementJudged;
import io.codemaster.api.requirement.RequirementMergeMoved;
import io.codemaster.api.requirement.RequirementReopened;
import io.codemaster.api.requirement.RequirementStatus;
import io.codemaster.api.requirement.RequirementSubmitted;
import io.codemaster.api.requirement.ReviewBegun;
import io.codemaster.api.review.AiReviewCompleted;
import io.codemaster.api.review.AiReviewFailed;
import io.codemaster.query.shared.RunState;

@Component
@ProcessingGroup("requirement-details")
class RequirementDetailsProjection {

    private final RequirementDetailsRepository requirements;

    private final AttachmentRepository attachments;

    private final CostTable costs;

    RequirementDetailsProjection(
            RequirementDetailsRepository requirements, AttachmentRepository attachments, CostTable costs) {
        this.requirements = requirements;
        this.attachments = attachments;
        this.costs = costs;
    }

    @EventHandler
    void on(RequirementSubmitted event, @Timestamp Instant at, @SequenceNumber long version) {
        requirements.save(new RequirementDetailsEntity(event, at, version));
    }

    @EventHandler
    void on(RequirementEdited event, @Timestamp Instant at, @SequenceNumber long version) {
        update(event, at, version, it -> it.edited(event));
    }

    @EventHandler
    void on(RequirementClosed event, @Timestamp Instant at, @SequenceNumber long version) {
        update(event, at, version, it -> it.movedTo(RequirementStatus.CLOSED, at));
    }

    @EventHandler
    void on(RequirementReopened event, @Timestamp Instant at, @SequenceNumber long version) {
        update(event, at, version, it -> it.movedTo(event.status(), at));
    }

    @EventHandler
    void on(AttachmentAdded event, @Timestamp Instant at, @SequenceNumber long version) {
        attachments.save(new AttachmentEntity(event, at));
        update(event, at, version, it -> {});
    }

    @EventHandler
    void on(AttachmentRemoved event, @Timestamp Instant at, @SequenceNumber long version) {
        attachments.deleteById(event.attachmentId().value());
        update(event, at, version, it -> {});
    }

    @EventHandler
    void on(DocumentImported event, @Timestamp Instant at, @SequenceNumber long version) {
        update(event, at, version, it -> {});
    }

    @EventHandler
    void on(GenerationOrdered event, @Timestamp Instant at, @SequenceNumber long version) {
        costs.begin(event.taskId().value(), event.requirementId().value());
        update(event, at, version, it -> it.generating(event.taskId(), at));
    }

    @EventHandler
    void on(GenerationResumed event, @Timestamp Instant at, @SequenceNumber long version) {
        update(event, at, version, it -> it.generating(event.taskId(), at));
    }

    @EventHandler
    void on(GenerationConcluded event, @Timestamp Instant at, @SequenceNumber long version) {
        update(event, at, version, it -> it.concluded(event, at));
    }

    @EventHandler
    void on(ReviewBegun event, @Timestamp Instant at, @SequenceNumber long version) {
        update(event, at, version, it -> it.movedTo(RequirementStatus.IN_REVIEW, at));
    }

    @EventHandler
    void on(RequirementJudged event, @Timestamp Instant at, @SequenceNumber long version) {
        update(event, at, version, it -> it.movedTo(event.status(), at));
    }

    @EventHandler
    void on(AiReviewCompleted event) {
        costs.add(event.taskId().value(), event.usage().costUsd());
    }

    @EventHandler
    void on(AiReviewFailed event) {
        if (event.usage() != null) {
            costs.add(event.taskId().value(), event.usage().costUsd());
        }
    }

    @EventHandler
    void on(RequirementMergeMoved event, @Timestamp Instant at, @SequenceNumber long version) {
        update(event, at, version, it -> it.movedTo(event.status(), at));
    }

    @EventHandler
    void on(CodegenEvent event, @Timestamp Instant at) {
        if (event instanceof AgentFinished finished) {
            costs.add(event.taskId().value(), finished.outcome().usage().costUsd());
        }
        RunState.after(event)
                .ifPresent(state -> requirements
                        .findFirstByLatestTaskId(event.taskId().value())
                        .ifPresent(it -> {
                            it.latestIs(state, state.status().isFinal() ? at : null, failureCode(event));
                            requirements.save(it);
                        }));
    }

    @ResetHandler
    void reset() {
        costs.clear();
        attachments.deleteAllInBatch();
        requirements.deleteAllInBatch();
    }

    private static @Nullable String failureCode(CodegenEvent event) {
        if (event instanceof AttemptFailed failed) {
            return failed.failure().code().code();
        }
        return event instanceof GenerationFailed failed
                ? failed.failure().code().code()
                : null;
    }

    private void update(RequirementEvent event, Instant at, long version, Consumer<RequirementDetailsEntity> change) {
        requirements.findById(event.requirementId().value()).ifPresent(it -> {
            change.accept(it);
            it.at(version, at);
            requirements.save(it);
        });
    }
}
