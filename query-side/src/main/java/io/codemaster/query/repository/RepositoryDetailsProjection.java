package io.codemaster.query.repository;

import java.time.Instant;

import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.Timestamp;
import org.springframework.stereotype.Component;

import io.codemaster.api.repository.RepositoryLinked;

@Component
@ProcessingGroup("repository-details")
class RepositoryDetailsProjection {

    private final RepositoryDetailsRepository repositories;

    RepositoryDetailsProjection(RepositoryDetailsRepository repositories) {
        this.repositories = repositories;
    }

    @EventHandler
    void on(RepositoryLinked event, @Timestamp Instant at) {
        repositories.save(new RepositoryDetailsEntity(event, at));
    }

    @ResetHandler
    void reset() {
        repositories.deleteAllInBatch();
    }
}
