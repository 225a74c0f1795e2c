package io.codemaster.query.codegen;

import java.time.Instant;
import java.util.function.Consumer;

import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.Timestamp;
import org.springframework.stereotype.Component;

import io.codemaster.api.codegen.AgentFinished;
import io.codemaster.api.codegen.AgentStarted;
import io.codemaster.api.codegen.AttemptClaimed;
import io.codemaster.api.codegen.AttemptFailed;
import io.codemaster.api.codegen.AttemptQueued;
import io.codemaster.api.codegen.BranchPushed;
import io.codemaster.api.codegen.ChangesCaptured;
import io.codemaster.api.codegen.CodegenEvent;
import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.codegen.GenerationCancelRequested;
import io.codemaster.api.codegen.GenerationCancelled;
import io.codemaster.api.codegen.GenerationCompleted;
import io.codemaster.api.codegen.GenerationFailed;
import io.codemaster.api.codegen.GenerationRequested;
import io.codemaster.api.codegen.PromptComposed;
import io.codemaster.api.codegen.WorkspacePrepared;
import io.codemaster.api.review.AiReviewCompleted;
import io.codemaster.api.review.ReviewSubmitted;
import io.codemaster.query.shared.RunState;

@Component
@ProcessingGroup("generation-details")
class GenerationDetailsProjection {

    private final GenerationDetailsRepository generations;

    GenerationDetailsProjection(GenerationDetailsRepository generations) {
        this.generations = generations;
    }

    @EventHandler
    void on(GenerationRequested event, @Timestamp Instant at) {
        generations.save(new GenerationDetailsEntity(event, at));
    }

    @EventHandler
    void on(AttemptQueued event, @Timestamp Instant at) {
        update(event, it -> it.queued(event.attempt(), at));
    }

    @EventHandler
    void on(AttemptClaimed event, @Timestamp Instant at) {
        update(event, it -> it.claimed(event.workerId(), at));
    }

    @EventHandler
    void on(WorkspacePrepared event) {
        update(event, it -> it.prepared(event.branch(), event.baseCommit()));
    }

    @EventHandler
    void on(PromptComposed event) {
        update(event, it -> it.prompted(event.prompt()));
    }

    @EventHandler
    void on(AgentStarted event) {
        update(event, it -> it.launched(event.launch()));
    }

    @EventHandler
    void on(AgentFinished event) {
        update(event, it -> it.agentEnded(event.outcome()));
    }

    @EventHandler
    void on(ChangesCaptured event) {
        update(event, it -> it.captured(event.changes()));
    }

    @EventHandler
    void on(BranchPushed event) {
        update(event, it -> it.pushed(event.branch(), event.headCommit()));
    }

    @EventHandler
    void on(AttemptFailed event) {
        update(event, it -> it.failed(event.failure(), event.retryAt()));
    }

    @EventHandler
    void on(GenerationFailed event, @Timestamp Instant at) {
        update(event, it -> {
            it.failed(event.failure(), null);
            it.ended(at);
        });
    }

    @EventHandler
    void on(GenerationCancelRequested event) {
        update(event, GenerationDetailsEntity::cancelling);
    }

    @EventHandler
    void on(GenerationCancelled event, @Timestamp Instant at) {
        update(event, it -> {
            it.withoutFailure();
            it.ended(at);
        });
    }

    @EventHandler
    void on(GenerationCompleted event, @Timestamp Instant at) {
        update(event, it -> {
            it.completed(event.delivery());
            it.changed(event.stat());
            it.ended(at);
        });
    }

    @EventHandler
    void on(AiReviewCompleted event) {
        change(event.taskId(), it -> it.aiJudged(event.answer().objects()));
    }

    @EventHandler
    void on(ReviewSubmitted event) {
        change(event.taskId(), it -> it.judged(event.verdict()));
    }

    @ResetHandler
    void reset() {
        generations.deleteAllInBatch();
    }

    private void update(CodegenEvent event, Consumer<GenerationDetailsEntity> change) {
        change(event.taskId(), it -> {
            RunState.after(event).ifPresent(it::is);
            change.accept(it);
        });
    }

    private void change(CodegenTaskId task, Consumer<GenerationDetailsEntity> change) {
        generations.findById(task.value()).ifPresent(it -> {
            change.accept(it);
            generations.save(it);
        });
    }
}
