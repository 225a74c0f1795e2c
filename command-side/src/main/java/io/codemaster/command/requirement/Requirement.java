package io.codemaster.command.requirement;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

import io.codemaster.api.artifact.ArtifactId;
import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.codegen.GenerationOptions;
import io.codemaster.api.codegen.GenerationOrder;
import io.codemaster.api.codegen.Material;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.project.ProjectId;
import io.codemaster.api.requirement.AddAttachment;
import io.codemaster.api.requirement.Attachment;
import io.codemaster.api.requirement.AttachmentAdded;
import io.codemaster.api.requirement.AttachmentId;
import io.codemaster.api.requirement.AttachmentRemoved;
import io.codemaster.api.requirement.BeginReview;
import io.codemaster.api.requirement.CheckOrder;
import io.codemaster.api.requirement.CheckRequirement;
import io.codemaster.api.requirement.CheckVerdict;
import io.codemaster.api.requirement.CloseRequirement;
import io.codemaster.api.requirement.ConcludeGeneration;
import io.codemaster.api.requirement.Delivery;
import io.codemaster.api.requirement.DocumentContent;
import io.codemaster.api.requirement.DocumentImported;
import io.codemaster.api.requirement.EditRequirement;
import io.codemaster.api.requirement.GenerationConcluded;
import io.codemaster.api.requirement.GenerationOrdered;
import io.codemaster.api.requirement.GenerationResumed;
import io.codemaster.api.requirement.ImportDocument;
import io.codemaster.api.requirement.ImportedDocument;
import io.codemaster.api.requirement.OrderGeneration;
import io.codemaster.api.requirement.OrderRevision;
import io.codemaster.api.requirement.Priority;
import io.codemaster.api.requirement.RecordMergeState;
import io.codemaster.api.requirement.RecordVerdict;
import io.codemaster.api.requirement.RemoveAttachment;
import io.codemaster.api.requirement.ReopenRequirement;
import io.codemaster.api.requirement.RepositoryTarget;
import io.codemaster.api.requirement.RequirementClosed;
import io.codemaster.api.requirement.RequirementEdited;
import io.codemaster.api.requirement.RequirementId;
import io.codemaster.api.requirement.RequirementJudged;
import io.codemaster.api.requirement.RequirementMergeMoved;
import io.codemaster.api.requirement.RequirementReopened;
import io.codemaster.api.requirement.RequirementStatus;
import io.codemaster.api.requirement.RequirementSubmitted;
import io.codemaster.api.requirement.ResumeGeneration;
import io.codemaster.api.requirement.ReviewBegun;
import io.codemaster.api.requirement.SubmitRequirement;
import io.codemaster.api.review.Verdict;
import io.codemaster.api.shared.Change;
import io.codemaster.api.shared.CommandRejected;
import io.codemaster.api.shared.ErrorCode;

/** What somebody wants to be built, and the generations that build it, one at a time. */
@Aggregate
class Requirement {

    static final int MOST_ATTACHMENTS = 20;

    @AggregateIdentifier
    private RequirementId id;

    private ProjectId projectId;

    private String key;

    private String title;

    private String description;

    private Priority priority;

    private @Nullable RepositoryTarget target;

    private @Nullable String targetBranch;

    private @Nullable String documentUrl;

    private @Nullable UserId assigneeId;

    private final Map<AttachmentId, Attachment> attachments = new LinkedHashMap<>();

    private RequirementStatus status;

    private @Nullable CodegenTaskId active;

    private @Nullable GenerationOrder activeOrder;

    private final Set<CodegenTaskId> revisions = new HashSet<>();

    private @Nullable Delivery delivery;

    private @Nullable ArtifactId analysis;

    private @Nullable CodegenTaskId reviewTask;

    private @Nullable GenerationOrder deliveredOrder;

    private int lastVerdict;

    private @Nullable DocumentContent document;

    private @Nullable Instant documentReadAt;

    Requirement() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    void handle(SubmitRequirement command) {
        apply(new RequirementSubmitted(
                command.requirementId(),
                command.projectId(),
                command.key(),
                command.title(),
                command.description(),
                command.priority(),
                command.target(),
                command.targetBranch(),
                command.documentUrl(),
                command.assigneeId(),
                command.submittedBy()));
    }

    @CommandHandler
    ProjectId handle(CheckRequirement command) {
        return projectId;
    }

    // ---- what is wanted ----

    /** Allowed in every status: a run that has been ordered keeps the text it was ordered with. */
    @CommandHandler
    void handle(EditRequirement command) {
        var edited = new RequirementEdited(
                id,
                different(command.title(), title),
                different(command.description(), description),
                different(command.priority(), priority),
                different(command.target(), target),
                different(command.targetBranch(), targetBranch),
                different(command.documentUrl(), documentUrl),
                different(command.assigneeId(), assigneeId),
                command.editedBy());
        if (!edited.equals(new RequirementEdited(id, null, null, null, null, null, null, null, command.editedBy()))) {
            apply(edited);
        }
    }

    private static <T> @Nullable T different(@Nullable T wanted, T current) {
        return current.equals(wanted) ? null : wanted;
    }

    private static <T> @Nullable Change<T> different(@Nullable Change<T> wanted, @Nullable T current) {
        return wanted == null || Objects.equals(wanted.to(), current) ? null : wanted;
    }

    @CommandHandler
    void handle(AddAttachment command) {
        if (attachments.size() >= MOST_ATTACHMENTS) {
            throw new CommandRejected(
                    ErrorCode.REQUIREMENT_TOO_MANY_ATTACHMENTS,
                    "%s has %d attachments, which is the most. Remove one that is not needed."
                            .formatted(key, MOST_ATTACHMENTS));
        }
        apply(new AttachmentAdded(id, command.attachment(), command.addedBy()));
    }

    @CommandHandler
    void handle(RemoveAttachment command) {
        var attachment = attachments.get(command.attachmentId());
        if (attachment == null) {
            throw new CommandRejected(
                    ErrorCode.REQUIREMENT_ATTACHMENT_NOT_FOUND, "%s has no such attachment.".formatted(key));
        }
        apply(new AttachmentRemoved(id, command.attachmentId(), attachment.name(), command.removedBy()));
    }

    @CommandHandler
    ImportedDocument handle(ImportDocument command) {
        refuseWhenOver();
        var before = document;
        apply(new DocumentImported(id, command.document(), command.importedBy()));
        return new ImportedDocument(
                Objects.requireNonNull(documentReadAt),
                before == null || !before.artifact().equals(command.document().artifact()));
    }

    // ---- whether it is still wanted ----

    @CommandHandler
    void handle(CloseRequirement command) {
        if (!status.mayBecome(RequirementStatus.CLOSED)) {
            throw StatusRefusal.of(key, status, RequirementStatus.CLOSED);
        }
        apply(new RequirementClosed(id, command.reason(), command.closedBy()));
    }

    @CommandHandler
    void handle(ReopenRequirement command) {
        if (status != RequirementStatus.CLOSED) {
            throw StatusRefusal.notClosed(key, status);
        }
        apply(new RequirementReopened(id, withOrWithoutCode(delivery), command.reopenedBy()));
    }

    private static RequirementStatus withOrWithoutCode(@Nullable Delivery delivery) {
        return delivery == null ? RequirementStatus.DRAFT : RequirementStatus.GENERATED;
    }

    // ---- its code ----

    @CommandHandler
    GenerationOrder handle(CheckOrder command) {
        refuseGenerating();
        return order(command.options(), null);
    }

    @CommandHandler
    GenerationOrder handle(OrderGeneration command) {
        refuseGenerating();
        var order = order(command.options(), command.analysis());
        apply(new GenerationOrdered(id, command.taskId(), order, command.orderedBy()));
        return order;
    }

    @CommandHandler
    void handle(ResumeGeneration command) {
        refuseGenerating();
        apply(new GenerationResumed(id, command.taskId(), command.order(), command.resumedBy()));
    }

    @CommandHandler
    void handle(ConcludeGeneration command) {
        if (!command.taskId().equals(active)) {
            return;
        }
        apply(new GenerationConcluded(id, command.taskId(), command.delivery(), statusAfter(command.delivery())));
    }

    /** A follow-up that delivers nothing leaves the change as it was sent back. */
    private RequirementStatus statusAfter(@Nullable Delivery delivered) {
        var revision = activeOrder == null ? null : activeOrder.revision();
        return delivered == null && revision != null && revision.followUpOf().equals(reviewTask)
                ? RequirementStatus.NEEDS_REVISION
                : withOrWithoutCode(delivered == null ? delivery : delivered);
    }

    // ---- what people think of its code ----

    @CommandHandler
    void handle(BeginReview command) {
        if (command.taskId().equals(reviewTask) && status == RequirementStatus.GENERATED) {
            apply(new ReviewBegun(id, command.taskId(), command.begunBy()));
        }
    }

    @CommandHandler
    void handle(CheckVerdict command) {
        if (!mayBeJudged(command.taskId(), command.verdict())) {
            throw notOpen();
        }
    }

    @CommandHandler
    void handle(RecordVerdict command) {
        if (command.number() > lastVerdict && mayBeJudged(command.taskId(), command.verdict())) {
            apply(new RequirementJudged(
                    id,
                    command.taskId(),
                    command.number(),
                    command.verdict(),
                    statusAfter(command.verdict()),
                    command.submittedBy()));
        }
    }

    @CommandHandler
    @Nullable GenerationOrder handle(OrderRevision command) {
        if (!revisions.contains(command.followUpTaskId())) {
            if (status != RequirementStatus.NEEDS_REVISION
                    || deliveredOrder == null
                    || !command.revision().followUpOf().equals(reviewTask)) {
                throw notOpen();
            }
            apply(new GenerationOrdered(
                    id, command.followUpTaskId(), revised(deliveredOrder, command), command.orderedBy()));
        }
        return command.followUpTaskId().equals(active) ? activeOrder : null;
    }

    private boolean mayBeJudged(CodegenTaskId task, Verdict verdict) {
        return active == null && task.equals(reviewTask) && status.mayBecome(statusAfter(verdict));
    }

    private static RequirementStatus statusAfter(Verdict verdict) {
        return switch (verdict) {
            case APPROVED -> RequirementStatus.APPROVED;
            case REJECTED -> RequirementStatus.REJECTED;
            case NEEDS_REVISION -> RequirementStatus.NEEDS_REVISION;
        };
    }

    private CommandRejected notOpen() {
        return new CommandRejected(
                ErrorCode.REVIEW_NOT_OPEN,
                "%s is %s: this change is not to be judged like that now. Open the requirement to see what stands."
                        .formatted(key, StatusRefusal.words(status)));
    }

    /** Where the reviewed change lives stays as it was ordered; what is wanted is what the requirement says now. */
    private GenerationOrder revised(GenerationOrder reviewed, OrderRevision command) {
        return new GenerationOrder(
                id,
                key,
                projectId,
                reviewed.repositoryId(),
                reviewed.gitUrl(),
                reviewed.platform(),
                reviewed.sourceBranch(),
                reviewed.defaultBranch(),
                title,
                description,
                delivery,
                command.options(),
                material(),
                reviewed.analysis(),
                command.revision());
    }

    // ---- its merge request ----

    /**
     * What is merged is merged, whatever people wanted meanwhile; only a run that is under way is waited for. A merge
     * request that is opened follows an approval, which may be told a moment later.
     */
    @CommandHandler
    void handle(RecordMergeState command) {
        if (status == RequirementStatus.CLOSED || status == RequirementStatus.MERGED) {
            return;
        }
        var next = switch (command.state()) {
            case REQUESTED -> status;
            case OPENED -> RequirementStatus.MERGE_REQUESTED;
            case MERGED -> RequirementStatus.MERGED;
            case CLOSED -> status == RequirementStatus.MERGE_REQUESTED ? RequirementStatus.APPROVED : status;
        };
        if (next == status) {
            return;
        }
        if (active != null || !(next == RequirementStatus.MERGED || status.mayBecome(next))) {
            throw StatusRefusal.of(key, status, next);
        }
        apply(new RequirementMergeMoved(id, command.state(), next));
    }

    private void refuseGenerating() {
        if (active != null) {
            throw new CommandRejected(
                    ErrorCode.GENERATION_ALREADY_ACTIVE,
                    "A generation of %s is under way. Wait for it to end or cancel it first.".formatted(key));
        }
        refuseWhenOver();
        if (!status.mayBecome(RequirementStatus.GENERATING)) {
            throw StatusRefusal.of(key, status, RequirementStatus.GENERATING);
        }
    }

    private void refuseWhenOver() {
        if (status == RequirementStatus.CLOSED) {
            throw new CommandRejected(ErrorCode.REQUIREMENT_CLOSED, "%s is closed; reopen it first.".formatted(key));
        }
        if (status == RequirementStatus.MERGED) {
            throw new CommandRejected(
                    ErrorCode.REQUIREMENT_CLOSED,
                    "%s is merged. Write a new requirement for what is missing.".formatted(key));
        }
    }

    /** The analysis that an earlier generation was ordered with will do where there is no newer one. */
    private GenerationOrder order(GenerationOptions options, @Nullable ArtifactId newest) {
        if (target == null) {
            throw new CommandRejected(
                    ErrorCode.GENERATION_REPOSITORY_MISSING,
                    "%s names no repository. Choose the one that the change is for.".formatted(key),
                    "repositoryId");
        }
        var branch = options.sourceBranch() != null ? options.sourceBranch() : targetBranch;
        return new GenerationOrder(
                id,
                key,
                projectId,
                target.repositoryId(),
                target.gitUrl(),
                target.platform(),
                branch != null ? branch : target.defaultBranch(),
                target.defaultBranch(),
                title,
                description,
                delivery,
                options,
                material(),
                newest != null ? newest : analysis,
                null);
    }

    /** The document first: it says what is wanted, the attachments what there is to know. */
    private @Nullable List<Material> material() {
        var all = new ArrayList<Material>();
        if (document != null) {
            all.add(new Material(document.title(), document.url(), document.artifact(), document.characters()));
        }
        attachments.values().forEach(it -> all.add(new Material(it.name(), null, it.content(), it.characters())));
        return all.isEmpty() ? null : List.copyOf(all);
    }

    @EventSourcingHandler
    void on(RequirementSubmitted event) {
        id = event.requirementId();
        projectId = event.projectId();
        key = event.key();
        title = event.title();
        description = event.description();
        priority = event.priority();
        target = event.target();
        targetBranch = event.targetBranch();
        documentUrl = event.documentUrl();
        assigneeId = event.assigneeId();
        status = RequirementStatus.DRAFT;
    }

    @EventSourcingHandler
    void on(RequirementEdited event) {
        title = event.title() == null ? title : event.title();
        description = event.description() == null ? description : event.description();
        priority = event.priority() == null ? priority : event.priority();
        analysis = event.target() == null ? analysis : null;
        target = event.target() == null ? target : event.target().to();
        targetBranch = event.targetBranch() == null
                ? targetBranch
                : event.targetBranch().to();
        documentUrl =
                event.documentUrl() == null ? documentUrl : event.documentUrl().to();
        assigneeId =
                event.assigneeId() == null ? assigneeId : event.assigneeId().to();
    }

    @EventSourcingHandler
    void on(AttachmentAdded event) {
        attachments.put(event.attachment().id(), event.attachment());
    }

    @EventSourcingHandler
    void on(AttachmentRemoved event) {
        attachments.remove(event.attachmentId());
    }

    @EventSourcingHandler
    void on(DocumentImported event, @Timestamp Instant at) {
        document = event.document();
        documentReadAt = at;
    }

    @EventSourcingHandler
    void on(RequirementClosed event) {
        status = RequirementStatus.CLOSED;
    }

    @EventSourcingHandler
    void on(RequirementReopened event) {
        status = event.status();
    }

    @EventSourcingHandler
    void on(GenerationOrdered event) {
        analysis = event.order().analysis();
        active = event.taskId();
        activeOrder = event.order();
        status = RequirementStatus.GENERATING;
        if (event.order().revision() != null) {
            revisions.add(event.taskId());
        }
    }

    @EventSourcingHandler
    void on(GenerationResumed event) {
        active = event.taskId();
        activeOrder = event.order();
        status = RequirementStatus.GENERATING;
    }

    @EventSourcingHandler
    void on(RequirementMergeMoved event) {
        status = event.status();
    }

    @EventSourcingHandler
    void on(GenerationConcluded event) {
        if (event.delivery() != null) {
            delivery = event.delivery();
            reviewTask = event.taskId();
            deliveredOrder = activeOrder;
            lastVerdict = 0;
        }
        active = null;
        activeOrder = null;
        status = event.status();
    }

    @EventSourcingHandler
    void on(ReviewBegun event) {
        status = RequirementStatus.IN_REVIEW;
    }

    @EventSourcingHandler
    void on(RequirementJudged event) {
        lastVerdict = event.number();
        status = event.status();
    }
}
