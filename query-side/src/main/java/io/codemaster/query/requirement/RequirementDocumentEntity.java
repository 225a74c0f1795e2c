package io.codemaster.query.requirement;

import java.time.Instant;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.artifact.ArtifactId;
import io.codemaster.api.requirement.DocumentFormat;
import io.codemaster.api.requirement.DocumentImported;
import io.codemaster.api.requirement.RequirementDetails.Author;
import io.codemaster.api.requirement.RequirementDetails.DocumentSummary;
import io.codemaster.api.requirement.RequirementDocument;
import io.codemaster.api.requirement.RequirementDocument.PreviousVersion;

@Entity
@Table(name = "requirement_document")
class RequirementDocumentEntity {

    @Id
    private String requirementId;

    private String url;

    private String title;

    private @Nullable Long revision;

    @Enumerated(EnumType.STRING)
    private DocumentFormat format;

    private String artifact;

    private int characters;

    private Instant readAt;

    private String readBy;

    private @Nullable Long previousRevision;

    private @Nullable String previousArtifact;

    private @Nullable Instant previousReadAt;

    RequirementDocumentEntity() {}

    RequirementDocumentEntity(DocumentImported event, Instant at) {
        requirementId = event.requirementId().value();
        is(event, at);
    }

    String requirementId() {
        return requirementId;
    }

    ArtifactId artifact() {
        return new ArtifactId(artifact);
    }

    @Nullable ArtifactId previousArtifact() {
        return previousArtifact == null ? null : new ArtifactId(previousArtifact);
    }

    String readBy() {
        return readBy;
    }

    /** Another text moves the one before aside; the same text read again does not. */
    void replaceBy(DocumentImported event, Instant at) {
        if (!artifact.equals(event.document().artifact().value())) {
            previousRevision = revision;
            previousArtifact = artifact;
            previousReadAt = readAt;
        }
        is(event, at);
    }

    private void is(DocumentImported event, Instant at) {
        var document = event.document();
        url = document.url();
        title = document.title();
        revision = document.revision();
        format = document.format();
        artifact = document.artifact().value();
        characters = document.characters();
        readAt = at;
        readBy = event.importedBy().value();
    }

    DocumentSummary summary() {
        return new DocumentSummary(url, title, revision, readAt, format, characters);
    }

    RequirementDocument view(Author reader, String content, @Nullable String previousContent) {
        return new RequirementDocument(
                url,
                title,
                revision,
                readAt,
                reader,
                format,
                content,
                previousContent == null || previousReadAt == null
                        ? null
                        : new PreviousVersion(previousRevision, previousReadAt, previousContent));
    }
}
