package io.codemaster.query.requirement;

import java.time.Instant;
import java.util.function.Consumer;

import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.Timestamp;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.codemaster.api.codegen.AttemptFailed;
import io.codemaster.api.codegen.CodegenEvent;
import io.codemaster.api.codegen.GenerationFailed;
import io.codemaster.api.requirement.GenerationConcluded;
import io.codemaster.api.requirement.GenerationOrdered;
import io.codemaster.api.requirement.GenerationResumed;
import io.codemaster.api.requirement.RequirementId;
import io.codemaster.api.requirement.RequirementSubmitted;
import io.codemaster.query.shared.RunState;

@Component
@ProcessingGroup("requirement-details")
class RequirementDetailsProjection {

    private final RequirementDetailsRepository requirements;

    RequirementDetailsProjection(RequirementDetailsRepository requirements) {
        this.requirements = requirements;
    }

    @EventHandler
    void on(RequirementSubmitted event, @Timestamp Instant at) {
        requirements.save(new RequirementDetailsEntity(event, at));
    }

    @EventHandler
    void on(GenerationOrdered event, @Timestamp Instant at) {
        update(event.requirementId(), it -> it.generating(event.taskId(), at));
    }

    @EventHandler
    void on(GenerationResumed event, @Timestamp Instant at) {
        update(event.requirementId(), it -> it.generating(event.taskId(), at));
    }

    @EventHandler
    void on(GenerationConcluded event, @Timestamp Instant at) {
        update(event.requirementId(), it -> it.movedTo(event.status(), at));
    }

    @EventHandler
    void on(CodegenEvent event, @Timestamp Instant at) {
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

    private void update(RequirementId id, Consumer<RequirementDetailsEntity> change) {
        requirements.findById(id.value()).ifPresent(it -> {
            change.accept(it);
            requirements.save(it);
        });
    }
}
