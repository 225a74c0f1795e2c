package io.codemaster.query.requirement;

import java.time.Instant;

import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.Timestamp;
import org.springframework.stereotype.Component;

import io.codemaster.api.requirement.DocumentImported;

/** Remembers the document of each requirement. */
@Component
@ProcessingGroup("requirement-document")
class RequirementDocumentProjection {

    private final RequirementDocumentRepository documents;

    RequirementDocumentProjection(RequirementDocumentRepository documents) {
        this.documents = documents;
    }

    @EventHandler
    void on(DocumentImported event, @Timestamp Instant at) {
        var known = documents.findById(event.requirementId().value());
        known.ifPresent(it -> it.replaceBy(event, at));
        documents.save(known.orElseGet(() -> new RequirementDocumentEntity(event, at)));
    }

    @ResetHandler
    void reset() {
        documents.deleteAllInBatch();
    }
}
