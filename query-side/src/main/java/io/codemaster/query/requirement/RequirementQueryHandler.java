package io.codemaster.query.requirement;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.persistence.EntityManager;

import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.codemaster.api.identity.UserId;
import io.codemaster.api.requirement.Attachment;
import io.codemaster.api.requirement.FindAttachment;
import io.codemaster.api.requirement.FindRequirement;
import io.codemaster.api.requirement.FindRequirementHistory;
import io.codemaster.api.requirement.FindRequirements;
import io.codemaster.api.requirement.RequirementDetails;
import io.codemaster.api.requirement.RequirementDetails.Author;
import io.codemaster.api.shared.Page;
import io.codemaster.query.shared.NewestFirst;
import io.codemaster.query.shared.PeopleNames;
import io.codemaster.query.shared.RequirementMerges;

@Component
class RequirementQueryHandler {

    private final RequirementDetailsRepository requirements;

    private final AttachmentRepository attachments;

    private final RequirementDocumentRepository documents;

    private final HistoryTable history;

    private final CostTable costs;

    private final EntityManager entities;

    private final PeopleNames names;

    private final RequirementMerges merges;

    RequirementQueryHandler(
            RequirementDetailsRepository requirements,
            AttachmentRepository attachments,
            RequirementDocumentRepository documents,
            HistoryTable history,
            CostTable costs,
            EntityManager entities,
            PeopleNames names,
            RequirementMerges merges) {
        this.requirements = requirements;
        this.attachments = attachments;
        this.documents = documents;
        this.history = history;
        this.costs = costs;
        this.entities = entities;
        this.names = names;
        this.merges = merges;
    }

    @QueryHandler
    Optional<RequirementDetails> handle(FindRequirement query) {
        return named(query.idOrKey()).map(it -> views(List.of(it)).get(0));
    }

    @QueryHandler
    Optional<Attachment> handle(FindAttachment query) {
        return named(query.idOrKey())
                .flatMap(it -> attachments.findByIdAndRequirementId(
                        query.attachmentId().value(), it.id()))
                .map(AttachmentEntity::attachment);
    }

    @QueryHandler
    @SuppressWarnings("rawtypes") // Axon matches an answer by its class
    Page handle(FindRequirementHistory query) {
        return named(query.idOrKey())
                .map(it -> history.page(it.id(), query.page()))
                .orElseGet(() -> new Page<>(List.of(), null));
    }

    @QueryHandler
    @SuppressWarnings("rawtypes") // Axon matches an answer by its class
    Page handle(FindRequirements query) {
        var list = new NewestFirst<>(RequirementDetailsEntity.class);
        if (!query.all()) {
            list.ofProjectsOf(query.reader(), "e.projectId");
        }
        switch (query.sort()) {
            case NEWEST -> list.by("createdAt", "id");
            case UPDATED -> list.by("updatedAt", "id");
            case PRIORITY -> list.within("priorityRank");
        }
        var filter = query.filter();
        return list.where("e.projectId = :project", "project", text(filter.projectId()))
                .where("e.status = :status", "status", filter.status())
                .where("e.priority = :priority", "priority", filter.priority())
                .where("e.assigneeId = :assignee", "assignee", text(filter.assigneeId()))
                .where("e.createdBy = :author", "author", text(filter.createdBy()))
                .where(
                        "(e.createdBy = :me or e.assigneeId = :me)",
                        "me",
                        filter.mine() ? query.reader().value() : null)
                .where("e.endedAt >= :endedFrom", "endedFrom", filter.ended().from())
                .where("e.endedAt < :endedTo", "endedTo", filter.ended().to())
                .holding(filter.text(), "title", "requirementKey", "description")
                .page(entities, query.page(), it -> it.place(query.sort()), this::views);
    }

    private Optional<RequirementDetailsEntity> named(String idOrKey) {
        return requirements
                .findById(idOrKey)
                .or(() -> requirements.findFirstByRequirementKeyOrderByCreatedAt(idOrKey.toUpperCase(Locale.ROOT)));
    }

    private List<RequirementDetails> views(List<RequirementDetailsEntity> found) {
        var ids = found.stream().map(RequirementDetailsEntity::id).toList();
        var imported = documents.findAllById(ids).stream()
                .collect(
                        Collectors.toMap(RequirementDocumentEntity::requirementId, RequirementDocumentEntity::summary));
        var texts = attachments.findByRequirementIdInOrderByAddedAtAscIdAsc(ids).stream()
                .collect(Collectors.groupingBy(AttachmentEntity::requirementId));
        var spent = costs.of(ids);
        var merging = merges.of(ids);
        var known = names.of(Stream.concat(
                        found.stream().flatMap(RequirementDetailsEntity::people),
                        texts.values().stream().flatMap(List::stream).map(AttachmentEntity::addedBy))
                .distinct()
                .toList());
        Function<String, Author> people = it -> new Author(new UserId(it), known.getOrDefault(it, it));
        return found.stream()
                .map(it -> it.view(
                        people,
                        imported.get(it.id()),
                        texts.getOrDefault(it.id(), List.of()).stream()
                                .map(text -> text.view(people))
                                .toList(),
                        spent.getOrDefault(it.id(), BigDecimal.ZERO),
                        merging.get(it.id())))
                .toList();
    }

    private static @Nullable String text(@Nullable Object id) {
        return id == null ? null : id.toString();
    }
}
