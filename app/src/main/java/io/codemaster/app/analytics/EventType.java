package io.codemaster.app.analytics;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.axonframework.serialization.Revision;

import io.codemaster.api.audit.AuditEvent;
import io.codemaster.api.budget.BudgetEvent;
import io.codemaster.api.codegen.CodegenEvent;
import io.codemaster.api.codegen.TranscriptEvent;
import io.codemaster.api.codegen.WorkerEvent;
import io.codemaster.api.identity.IdentityEvent;
import io.codemaster.api.inspection.InspectionEvent;
import io.codemaster.api.mergerequest.MergeRequestEvent;
import io.codemaster.api.notice.InboxEvent;
import io.codemaster.api.notice.NoticeEvent;
import io.codemaster.api.operations.DeadLetterEvent;
import io.codemaster.api.operations.ReadModelRebuildEvent;
import io.codemaster.api.project.ProjectEvent;
import io.codemaster.api.repository.RepositoryEvent;
import io.codemaster.api.requirement.RequirementEvent;
import io.codemaster.api.review.ReviewDraftDiscarded;
import io.codemaster.api.review.ReviewDraftSaved;
import io.codemaster.api.review.ReviewEvent;
import io.codemaster.api.shared.EventName;

/**
 * What other programs call an event: {@code com.codemaster.ai_review.requested.v1} is revision 1 of
 * {@code AiReviewRequested}. An event is published in its present revision, whichever it was stored in; an older one is
 * brought there as for the product itself.
 *
 * @param name the type of its CloudEvent
 * @param event its class
 */
record EventType(String name, Class<?> event) {

    static final String PREFIX = "com.codemaster.";

    /** Where the events are. */
    static final List<Class<?>> FAMILIES = List.of(
            AuditEvent.class,
            BudgetEvent.class,
            CodegenEvent.class,
            DeadLetterEvent.class,
            IdentityEvent.class,
            InboxEvent.class,
            InspectionEvent.class,
            MergeRequestEvent.class,
            NoticeEvent.class,
            ProjectEvent.class,
            ReadModelRebuildEvent.class,
            RepositoryEvent.class,
            RequirementEvent.class,
            ReviewEvent.class,
            TranscriptEvent.class,
            WorkerEvent.class);

    /** What nobody but its writer sees. */
    private static final List<Class<?>> PRIVATE = List.of(ReviewDraftSaved.class, ReviewDraftDiscarded.class);

    private static final Map<String, EventType> BY_CLASS = FAMILIES.stream()
            .flatMap(family -> Arrays.stream(family.getPermittedSubclasses()))
            .filter(it -> !PRIVATE.contains(it))
            .map(EventType::of)
            .collect(Collectors.toUnmodifiableMap(it -> it.event().getName(), Function.identity()));

    private static EventType of(Class<?> event) {
        var name = EventName.of(event);
        return new EventType(
                PREFIX + name.noun().replace('-', '_') + "." + name.verb() + ".v"
                        + event.getAnnotation(Revision.class).value(),
                event);
    }

    /** All that are published, by name. */
    static Stream<EventType> all() {
        return BY_CLASS.values().stream().sorted((one, other) -> one.name().compareTo(other.name()));
    }

    /** The type of an event of this class; empty for what is not published. */
    static Optional<EventType> ofClass(String className) {
        return Optional.ofNullable(BY_CLASS.get(className));
    }

    /** Whether this is wanted by a name, or by the beginning of one with a star behind it. */
    boolean matches(String wanted) {
        return wanted.endsWith("*") ? name.startsWith(wanted.substring(0, wanted.length() - 1)) : name.equals(wanted);
    }
}
