package io.codemaster.query.audit;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;

import io.codemaster.api.audit.AccessRefused;
import io.codemaster.api.audit.AuditEvent;
import io.codemaster.api.audit.AuditExported;
import io.codemaster.api.audit.SensitiveReadRecorded;
import io.codemaster.api.codegen.CodegenEvent;
import io.codemaster.api.codegen.GenerationRequested;
import io.codemaster.api.identity.AccessTokenIssued;
import io.codemaster.api.identity.AccessTokenRevoked;
import io.codemaster.api.identity.IdentityEvent;
import io.codemaster.api.identity.UserProfileChanged;
import io.codemaster.api.identity.UserRegistered;
import io.codemaster.api.inspection.InspectionEvent;
import io.codemaster.api.inspection.InspectionRequested;
import io.codemaster.api.mergerequest.MergeRequestEvent;
import io.codemaster.api.notice.NoticeIssued;
import io.codemaster.api.operations.DeadLetterEvent;
import io.codemaster.api.project.ProjectCreated;
import io.codemaster.api.project.ProjectEvent;
import io.codemaster.api.project.ProjectRenamed;
import io.codemaster.api.repository.RepositoryEvent;
import io.codemaster.api.repository.RepositoryLinked;
import io.codemaster.api.requirement.GenerationOrdered;
import io.codemaster.api.requirement.RequirementEdited;
import io.codemaster.api.requirement.RequirementEvent;
import io.codemaster.api.requirement.RequirementSubmitted;
import io.codemaster.api.review.AiReviewRequested;
import io.codemaster.api.review.ReviewEvent;
import io.codemaster.query.audit.AuditRow.What;

/** What events are about. */
final class AuditSubjects {

    /** Where what an event names is looked up. */
    @FunctionalInterface
    interface Lookup {
        /** What is known of the object with this id. */
        Optional<KnownObject> find(String id);
    }

    private AuditSubjects() {}

    // ---- what later events only name ----

    /** What the event makes known, null for nothing. */
    static @Nullable KnownObject learned(Object event, Lookup known) {
        if (event instanceof ProjectCreated it) {
            var id = it.projectId().value();
            return new KnownObject(
                    id,
                    "project",
                    it.key() + " " + it.name(),
                    id,
                    it.createdBy().value());
        }
        if (event instanceof ProjectRenamed it) {
            return known.find(it.projectId().value())
                    .map(project -> project.renamed(it.name()))
                    .orElse(null);
        }
        if (event instanceof RepositoryLinked it) {
            return new KnownObject(
                    it.repositoryId().value(),
                    "repository",
                    it.gitUrl(),
                    it.projectId().value(),
                    null);
        }
        if (event instanceof RequirementSubmitted it) {
            return new KnownObject(
                    it.requirementId().value(),
                    "requirement",
                    it.key() + " " + it.title(),
                    it.projectId().value(),
                    it.submittedBy().value());
        }
        if (event instanceof RequirementEdited it) {
            var title = it.title();
            return title == null
                    ? null
                    : known.find(it.requirementId().value())
                            .map(requirement -> requirement.renamed(title))
                            .orElse(null);
        }
        return learnedOfRuns(event);
    }

    private static @Nullable KnownObject learnedOfRuns(Object event) {
        if (event instanceof GenerationOrdered it) {
            return new KnownObject(
                    it.taskId().value(),
                    "generation",
                    it.order().requirementKey() + " " + it.order().title(),
                    it.order().projectId().value(),
                    it.orderedBy().value());
        }
        if (event instanceof GenerationRequested it) {
            return new KnownObject(
                    it.taskId().value(),
                    "generation",
                    it.order().requirementKey() + " " + it.order().title(),
                    it.order().projectId().value(),
                    it.requestedBy().value());
        }
        if (event instanceof InspectionRequested it) {
            return new KnownObject(
                    it.runId().value(),
                    "inspection",
                    it.order().gitUrl(),
                    it.order().projectId().value(),
                    Objects.toString(it.requestedBy(), null));
        }
        if (event instanceof AiReviewRequested it) {
            return new KnownObject(
                    it.runId().value(),
                    "inspection",
                    it.order().gitUrl(),
                    it.order().projectId().value(),
                    Objects.toString(it.requestedBy(), null));
        }
        if (event instanceof UserRegistered it) {
            return new KnownObject(it.userId().value(), "user", it.name(), null, null);
        }
        if (event instanceof UserProfileChanged it) {
            return new KnownObject(it.userId().value(), "user", it.name(), null, null);
        }
        if (event instanceof AccessTokenIssued it) {
            return new KnownObject(
                    it.tokenId().value(),
                    "access-token",
                    it.name(),
                    null,
                    it.userId().value());
        }
        return null;
    }

    // ---- what an event was done to ----

    /** What the event is about. */
    static What of(Object event, EventMessage<?> message, Lookup known) {
        if (event instanceof AuditEvent note) {
            return ofNote(note, known);
        }
        if (event instanceof CodegenEvent it) {
            return named("generation", it.taskId().value(), it.taskId().value(), event, known);
        }
        if (event instanceof InspectionEvent it) {
            return named("inspection", it.runId().value(), it.runId().value(), event, known);
        }
        if (event instanceof ReviewEvent) {
            var task = id(event, "taskId");
            return named("review", task, task, event, known);
        }
        if (event instanceof RequirementEvent it) {
            return named(
                    "requirement",
                    it.requirementId().value(),
                    it.requirementId().value(),
                    event,
                    known);
        }
        if (event instanceof MergeRequestEvent) {
            return named("merge-request", id(event, "mergeRequestId"), id(event, "requirementId"), event, known);
        }
        if (event instanceof RepositoryEvent) {
            return named("repository", id(event, "repositoryId"), id(event, "repositoryId"), event, known);
        }
        if (event instanceof ProjectEvent it) {
            return named("project", it.projectId().value(), it.projectId().value(), event, known);
        }
        if (event instanceof AccessTokenIssued || event instanceof AccessTokenRevoked) {
            return named("access-token", id(event, "tokenId"), id(event, "tokenId"), event, known);
        }
        if (event instanceof IdentityEvent it) {
            return named("user", it.userId().value(), it.userId().value(), event, known);
        }
        if (event instanceof NoticeIssued it) {
            var requirement = it.requirementId();
            return named(
                    "notice", it.noticeId().value(), requirement == null ? null : requirement.value(), event, known);
        }
        if (event instanceof DeadLetterEvent it) {
            return new What("dead-letter", it.sequenceId().value(), id(event, "processor"), null);
        }
        return ofAggregate(event, message, known);
    }

    private static What ofNote(AuditEvent note, Lookup known) {
        if (note instanceof AccessRefused it) {
            return new What("request", null, it.method() + " " + it.path(), Objects.toString(it.projectId(), null));
        }
        if (note instanceof SensitiveReadRecorded it) {
            return new What(
                    it.targetType(),
                    it.targetId(),
                    known.find(it.targetId()).map(KnownObject::label).orElse(null),
                    Objects.toString(it.projectId(), null));
        }
        var subscription = id(note, "subscriptionId");
        if (subscription != null) {
            return new What("event-subscription", subscription, id(note, "host"), id(note, "projectId"));
        }
        if (note instanceof AuditExported) {
            return new What("audit-log", null, null, null);
        }
        var user = note.requester().userId();
        return user == null
                ? new What("user", null, null, null)
                : named("user", user.value(), user.value(), note, known);
    }

    /** An event of a family that nothing more is said about here. */
    private static What ofAggregate(Object event, EventMessage<?> message, Lookup known) {
        if (message instanceof DomainEventMessage<?> domain) {
            var id = domain.getAggregateIdentifier();
            var type = domain.getType() == null ? "event" : domain.getType().toLowerCase(Locale.ROOT);
            return named(type, id, id, event, known);
        }
        return new What("event", message.getIdentifier(), null, id(event, "projectId"));
    }

    /**
     * @param type what it is
     * @param id what it is named by
     * @param like the id of what knows its label and its project
     */
    private static What named(String type, @Nullable String id, @Nullable String like, Object event, Lookup known) {
        var object = like == null ? Optional.<KnownObject>empty() : known.find(like);
        var said = id(event, "projectId");
        return new What(
                type,
                id,
                object.map(KnownObject::label).orElse(null),
                said == null ? object.map(KnownObject::projectId).orElse(null) : said);
    }

    private static @Nullable String id(Object event, String name) {
        return Objects.toString(EventDetail.value(event, name), null);
    }
}
