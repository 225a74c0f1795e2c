package io.codemaster.command.requirement;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.time.Instant;
import java.util.List;
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

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.codegen.GenerationOptions;
import io.codemaster.api.codegen.GenerationOrder;
import io.codemaster.api.codegen.Material;
import io.codemaster.api.requirement.CheckOrder;
import io.codemaster.api.requirement.ConcludeGeneration;
import io.codemaster.api.requirement.Delivery;
import io.codemaster.api.requirement.DocumentContent;
import io.codemaster.api.requirement.DocumentImported;
import io.codemaster.api.requirement.GenerationConcluded;
import io.codemaster.api.requirement.GenerationOrdered;
import io.codemaster.api.requirement.GenerationResumed;
import io.codemaster.api.requirement.ImportDocument;
import io.codemaster.api.requirement.ImportedDocument;
import io.codemaster.api.requirement.OrderGeneration;
import io.codemaster.api.requirement.RequirementId;
import io.codemaster.api.requirement.RequirementStatus;
import io.codemaster.api.requirement.RequirementSubmitted;
import io.codemaster.api.requirement.ResumeGeneration;
import io.codemaster.api.requirement.SubmitRequirement;
import io.codemaster.api.shared.CommandRejected;
import io.codemaster.api.shared.ErrorCode;

/** What somebody wants to be built, and the generations that build it, one at a time. */
@Aggregate
class Requirement {

    private static final Set<RequirementStatus> OVER = Set.of(RequirementStatus.CLOSED, RequirementStatus.MERGED);

    @AggregateIdentifier
    private RequirementId id;

    private RequirementSubmitted text;

    private RequirementStatus status;

    private @Nullable CodegenTaskId active;

    private @Nullable Delivery delivery;

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
    GenerationOrder handle(CheckOrder command) {
        refuseWhileActive();
        return order(command.options());
    }

    @CommandHandler
    GenerationOrder handle(OrderGeneration command) {
        refuseWhileActive();
        var order = order(command.options());
        apply(new GenerationOrdered(id, command.taskId(), order, command.orderedBy()));
        return order;
    }

    @CommandHandler
    void handle(ResumeGeneration command) {
        refuseWhileActive();
        apply(new GenerationResumed(id, command.taskId(), command.order(), command.resumedBy()));
    }

    @CommandHandler
    void handle(ConcludeGeneration command) {
        if (!command.taskId().equals(active)) {
            return;
        }
        var delivered = command.delivery() != null || delivery != null;
        apply(new GenerationConcluded(
                id,
                command.taskId(),
                command.delivery(),
                delivered ? RequirementStatus.GENERATED : RequirementStatus.DRAFT));
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

    private void refuseWhileActive() {
        if (active != null) {
            throw new CommandRejected(
                    ErrorCode.GENERATION_ALREADY_ACTIVE,
                    "A generation of %s is under way. Wait for it to end or cancel it first.".formatted(text.key()));
        }
        refuseWhenOver();
    }

    private void refuseWhenOver() {
        if (OVER.contains(status)) {
            throw new CommandRejected(
                    ErrorCode.REQUIREMENT_CLOSED,
                    "%s is %s; reopen it first."
                            .formatted(text.key(), status.name().toLowerCase(java.util.Locale.ROOT)));
        }
    }

    private GenerationOrder order(GenerationOptions options) {
        var target = text.target();
        if (target == null) {
            throw new CommandRejected(
                    ErrorCode.GENERATION_REPOSITORY_MISSING,
                    "%s names no repository. Choose the one that the change is for.".formatted(text.key()),
                    "repositoryId");
        }
        var branch = options.sourceBranch() != null ? options.sourceBranch() : text.targetBranch();
        return new GenerationOrder(
                id,
                text.key(),
                text.projectId(),
                target.repositoryId(),
                target.gitUrl(),
                target.platform(),
                branch != null ? branch : target.defaultBranch(),
                target.defaultBranch(),
                text.title(),
                text.description(),
                delivery,
                options,
                material());
    }

    private @Nullable List<Material> material() {
        return document == null
                ? null
                : List.of(new Material(document.title(), document.url(), document.artifact(), document.characters()));
    }

    @EventSourcingHandler
    void on(RequirementSubmitted event) {
        id = event.requirementId();
        text = event;
        status = RequirementStatus.DRAFT;
    }

    @EventSourcingHandler
    void on(GenerationOrdered event) {
        active = event.taskId();
        status = RequirementStatus.GENERATING;
    }

    @EventSourcingHandler
    void on(GenerationResumed event) {
        active = event.taskId();
        status = RequirementStatus.GENERATING;
    }

    @EventSourcingHandler
    void on(GenerationConcluded event) {
        active = null;
        status = event.status();
        delivery = event.delivery() != null ? event.delivery() : delivery;
    }

    @EventSourcingHandler
    void on(DocumentImported event, @Timestamp Instant at) {
        document = event.document();
        documentReadAt = at;
    }
}
