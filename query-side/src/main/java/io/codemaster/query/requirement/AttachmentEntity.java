package io.codemaster.query.requirement;

import java.time.Instant;
import java.util.function.Function;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import io.codemaster.api.artifact.ArtifactId;
import io.codemaster.api.requirement.Attachment;
import io.codemaster.api.requirement.AttachmentAdded;
import io.codemaster.api.requirement.AttachmentId;
import io.codemaster.api.requirement.RequirementDetails.AttachmentSummary;
import io.codemaster.api.requirement.RequirementDetails.Author;

@Entity
@Table(name = "requirement_attachment")
class AttachmentEntity {

    @Id
    private String id;

    private String requirementId;

    private String name;

    private String artifact;

    private long sizeBytes;

    private int characters;

    private String addedBy;

    private Instant addedAt;

    AttachmentEntity() {}

    AttachmentEntity(AttachmentAdded event, Instant at) {
        var attachment = event.attachment();
        id = attachment.id().value();
        requirementId = event.requirementId().value();
        name = attachment.name();
        artifact = attachment.content().value();
        sizeBytes = attachment.bytes();
        characters = attachment.characters();
        addedBy = event.addedBy().value();
        addedAt = at;
    }

    String requirementId() {
        return requirementId;
    }

    String addedBy() {
        return addedBy;
    }

    Attachment attachment() {
        return new Attachment(new AttachmentId(id), name, new ArtifactId(artifact), sizeBytes, characters);
    }

    AttachmentSummary view(Function<String, Author> people) {
        return new AttachmentSummary(new AttachmentId(id), name, sizeBytes, people.apply(addedBy), addedAt);
    }
}
