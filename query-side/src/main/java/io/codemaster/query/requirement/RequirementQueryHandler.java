package io.codemaster.query.requirement;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

import jakarta.persistence.EntityManager;

import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.codemaster.api.requirement.FindRequirement;
import io.codemaster.api.requirement.FindRequirements;
import io.codemaster.api.requirement.RequirementDetails;
import io.codemaster.api.shared.Page;
import io.codemaster.query.shared.LikePattern;
import io.codemaster.query.shared.NewestFirst;
import io.codemaster.query.shared.PeopleNames;

@Component
class RequirementQueryHandler {

    private final RequirementDetailsRepository requirements;

    private final RequirementDocumentRepository documents;

    private final EntityManager entities;

    private final PeopleNames names;

    RequirementQueryHandler(
            RequirementDetailsRepository requirements,
            RequirementDocumentRepository documents,
            EntityManager entities,
            PeopleNames names) {
        this.requirements = requirements;
        this.documents = documents;
        this.entities = entities;
        this.names = names;
    }

    @QueryHandler
    Optional<RequirementDetails> handle(FindRequirement query) {
        return requirements
                .findById(query.idOrKey())
                .or(() -> requirements.findFirstByRequirementKeyOrderByCreatedAt(
                        query.idOrKey().toUpperCase(Locale.ROOT)))
                .map(it -> views(List.of(it)).get(0));
    }

    @QueryHandler
    @SuppressWarnings("rawtypes") // Axon matches an answer by its class
    Page handle(FindRequirements query) {
        var list = new NewestFirst<>(RequirementDetailsEntity.class);
        if (!query.all()) {
            list.ofProjectsOf(query.reader(), "e.projectId");
        }
        return list.where("e.projectId = :project", "project", text(query.projectId()))
                .where("e.status = :status", "status", query.status())
                .where("e.assigneeId = :assignee", "assignee", text(query.assigneeId()))
                .where(
                        "(lower(e.title) like :text escape '!' or lower(e.requirementKey) like :text escape '!'"
                                + " or lower(e.description) like :text escape '!')",
                        "text",
                        query.text() == null || query.text().isBlank()
                                ? null
                                : LikePattern.containing(query.text().strip()))
                .page(entities, query.page(), RequirementDetailsEntity::place, this::views);
    }

    private List<RequirementDetails> views(List<RequirementDetailsEntity> found) {
        var imported = documents
                .findAllById(found.stream().map(RequirementDetailsEntity::id).toList())
                .stream()
                .collect(
                        Collectors.toMap(RequirementDocumentEntity::requirementId, RequirementDocumentEntity::summary));
        var known =
                names.of(found.stream().map(RequirementDetailsEntity::createdBy).toList());
        return found.stream()
                .map(it -> it.view(known.getOrDefault(it.createdBy(), it.createdBy()), imported.get(it.id())))
                .toList();
    }

    private static @Nullable String text(@Nullable Object id) {
        return id == null ? null : id.toString();
    }
}
