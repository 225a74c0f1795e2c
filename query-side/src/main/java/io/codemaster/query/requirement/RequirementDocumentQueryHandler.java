package io.codemaster.query.requirement;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.codemaster.api.artifact.ArtifactId;
import io.codemaster.api.artifact.ArtifactStore;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.requirement.FindRequirementDocument;
import io.codemaster.api.requirement.RequirementDetails.Author;
import io.codemaster.api.requirement.RequirementDocument;
import io.codemaster.query.shared.PeopleNames;

@Component
class RequirementDocumentQueryHandler {

    private final RequirementDocumentRepository documents;

    private final RequirementDetailsRepository requirements;

    private final ArtifactStore artifacts;

    private final PeopleNames names;

    RequirementDocumentQueryHandler(
            RequirementDocumentRepository documents,
            RequirementDetailsRepository requirements,
            ArtifactStore artifacts,
            PeopleNames names) {
        this.documents = documents;
        this.requirements = requirements;
        this.artifacts = artifacts;
        this.names = names;
    }

    @QueryHandler
    Optional<RequirementDocument> handle(FindRequirementDocument query) {
        return documents
                .findById(query.idOrKey())
                .or(() -> requirements
                        .findFirstByRequirementKeyOrderByCreatedAt(
                                query.idOrKey().toUpperCase(Locale.ROOT))
                        .flatMap(it -> documents.findById(it.id())))
                .map(this::view);
    }

    private RequirementDocument view(RequirementDocumentEntity document) {
        var reader = document.readBy();
        var name = names.of(List.of(reader)).getOrDefault(reader, reader);
        var content = text(document.artifact());
        return document.view(
                new Author(new UserId(reader), name),
                content == null ? "" : content,
                text(document.previousArtifact()));
    }

    private @Nullable String text(@Nullable ArtifactId artifact) {
        return artifact == null
                ? null
                : artifacts
                        .find(artifact)
                        .map(it -> new String(it, StandardCharsets.UTF_8))
                        .orElse(null);
    }
}
