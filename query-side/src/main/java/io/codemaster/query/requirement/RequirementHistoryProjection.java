package io.codemaster.query.requirement;

import java.time.Instant;

import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.codemaster.api.identity.UserId;
import io.codemaster.api.requirement.AttachmentAdded;
import io.codemaster.api.requirement.AttachmentRemoved;
import io.codemaster.api.requirement.Delivery;
import io.codemaster.api.requirement.DocumentImported;
import io.codemaster.api.requirement.GenerationConcluded;
import io.codemaster.api.requirement.GenerationOrdered;
import io.codemaster.api.requirement.GenerationResumed;
import io.codemaster.api.requirement.RepositoryTarget;
import io.codemaster.api.requirement.RequirementClosed;
import io.codemaster.api.requirement.RequirementEdited;
import io.codemaster.api.requirement.RequirementEvent;
import io.codemaster.api.requirement.RequirementHistoryEntry.Kind;
import io.codemaster.api.requirement.RequirementJudged;
import io.codemaster.api.requirement.RequirementMergeMoved;
import io.codemaster.api.requirement.RequirementReopened;
import io.codemaster.api.requirement.RequirementStatus;
import io.codemaster.api.requirement.RequirementSubmitted;
import io.codemaster.api.requirement.ReviewBegun;

/** Every event of a requirement, with what it made of which field. */
@Component
@ProcessingGroup("requirement-history")
class RequirementHistoryProjection {

    private static final int SHORT_COMMIT = 12;

    private final HistoryTable history;

    RequirementHistoryProjection(HistoryTable history) {
        this.history = history;
    }

    @EventHandler
    void on(RequirementSubmitted event, @Timestamp Instant at, @SequenceNumber long version) {
        entry(event, version, Kind.SUBMITTED, event.submittedBy(), at)
                .became("title", event.title())
                .became("description", event.description())
                .became("priority", event.priority().name())
                .became("status", RequirementStatus.DRAFT.name())
                .becameIfPresent("repository", url(event.target()))
                .becameIfPresent("targetBranch", event.targetBranch())
                .becameIfPresent("documentUrl", event.documentUrl())
                .becameIfPresent(HistoryTable.ASSIGNEE, text(event.assigneeId()));
    }

    @EventHandler
    void on(RequirementEdited event, @Timestamp Instant at, @SequenceNumber long version) {
        var entry = entry(event, version, Kind.EDITED, event.editedBy(), at)
                .becameIfPresent("title", event.title())
                .becameIfPresent("description", event.description())
                .becameIfPresent("priority", text(event.priority()));
        if (event.target() != null) {
            entry.became("repository", url(event.target().to()));
        }
        if (event.targetBranch() != null) {
            entry.became("targetBranch", event.targetBranch().to());
        }
        if (event.documentUrl() != null) {
            entry.became("documentUrl", event.documentUrl().to());
        }
        if (event.assigneeId() != null) {
            entry.became(HistoryTable.ASSIGNEE, text(event.assigneeId().to()));
        }
    }

    @EventHandler
    void on(RequirementClosed event, @Timestamp Instant at, @SequenceNumber long version) {
        entry(event, version, Kind.CLOSED, event.closedBy(), at)
                .became("status", RequirementStatus.CLOSED.name())
                .becameIfPresent("reason" + HistoryTable.OF + version, event.reason());
    }

    @EventHandler
    void on(RequirementReopened event, @Timestamp Instant at, @SequenceNumber long version) {
        entry(event, version, Kind.REOPENED, event.reopenedBy(), at)
                .became("status", event.status().name());
    }

    @EventHandler
    void on(AttachmentAdded event, @Timestamp Instant at, @SequenceNumber long version) {
        entry(event, version, Kind.ATTACHMENT_ADDED, event.addedBy(), at)
                .became(
                        "attachment" + HistoryTable.OF + event.attachment().id(),
                        event.attachment().name());
    }

    @EventHandler
    void on(AttachmentRemoved event, @Timestamp Instant at, @SequenceNumber long version) {
        entry(event, version, Kind.ATTACHMENT_REMOVED, event.removedBy(), at)
                .became("attachment" + HistoryTable.OF + event.attachmentId(), null);
    }

    @EventHandler
    void on(DocumentImported event, @Timestamp Instant at, @SequenceNumber long version) {
        entry(event, version, Kind.DOCUMENT_IMPORTED, event.importedBy(), at)
                .became("document", event.document().title())
                .became("documentRevision", text(event.document().revision()));
    }

    @EventHandler
    void on(GenerationOrdered event, @Timestamp Instant at, @SequenceNumber long version) {
        entry(event, version, Kind.GENERATION_ORDERED, event.orderedBy(), at)
                .became("status", RequirementStatus.GENERATING.name());
    }

    @EventHandler
    void on(GenerationResumed event, @Timestamp Instant at, @SequenceNumber long version) {
        entry(event, version, Kind.GENERATION_ORDERED, event.resumedBy(), at)
                .became("status", RequirementStatus.GENERATING.name());
    }

    /** The end of a generation is the work of whoever asked for it. */
    @EventHandler
    void on(GenerationConcluded event, @Timestamp Instant at, @SequenceNumber long version) {
        history.lastOrderer(event.requirementId().value())
                .ifPresent(orderer -> entry(event, version, Kind.GENERATION_CONCLUDED, new UserId(orderer), at)
                        .became("status", event.status().name())
                        .becameIfPresent("delivery", text(event.delivery())));
    }

    @EventHandler
    void on(ReviewBegun event, @Timestamp Instant at, @SequenceNumber long version) {
        entry(event, version, Kind.REVIEW_BEGUN, event.begunBy(), at)
                .became("status", RequirementStatus.IN_REVIEW.name());
    }

    @EventHandler
    void on(RequirementJudged event, @Timestamp Instant at, @SequenceNumber long version) {
        entry(event, version, Kind.JUDGED, event.judgedBy(), at)
                .became("status", event.status().name());
    }

    /** What becomes of the change on the platform is the work of whoever asked for it. */
    @EventHandler
    void on(RequirementMergeMoved event, @Timestamp Instant at, @SequenceNumber long version) {
        history.lastOrderer(event.requirementId().value())
                .ifPresent(orderer -> entry(event, version, Kind.MERGE_MOVED, new UserId(orderer), at)
                        .became("status", event.status().name())
                        .became("mergeRequest", event.state().name()));
    }

    @ResetHandler
    void reset() {
        history.clear();
    }

    private Entry entry(RequirementEvent event, long version, Kind kind, UserId actor, Instant at) {
        var requirement = event.requirementId().value();
        history.add(requirement, version, kind, actor.value(), at);
        return new Entry(requirement, version);
    }

    private static @Nullable String url(@Nullable RepositoryTarget target) {
        return target == null ? null : target.gitUrl();
    }

    private static @Nullable String text(@Nullable Delivery delivery) {
        return delivery == null
                ? null
                : delivery.branch() + " "
                        + delivery.headCommit()
                                .substring(
                                        0,
                                        Math.min(
                                                SHORT_COMMIT,
                                                delivery.headCommit().length()));
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    /** An entry in the making. */
    private final class Entry {

        private final String requirement;

        private final long version;

        Entry(String requirement, long version) {
            this.requirement = requirement;
            this.version = version;
        }

        Entry became(String field, @Nullable String content) {
            history.addChange(requirement, version, field, content);
            return this;
        }

        Entry becameIfPresent(String field, @Nullable String content) {
            return content == null ? this : became(field, content);
        }
    }
}
