package io.codemaster.query.repository;

import java.time.Instant;
import java.util.function.Consumer;

import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.springframework.stereotype.Component;

import io.codemaster.api.repository.RepositoryCredentialRemoved;
import io.codemaster.api.repository.RepositoryCredentialReplaced;
import io.codemaster.api.repository.RepositoryDefaultBranchChanged;
import io.codemaster.api.repository.RepositoryId;
import io.codemaster.api.repository.RepositoryLinked;
import io.codemaster.api.repository.RepositoryUnlinked;

@Component
@ProcessingGroup("repository-details")
class RepositoryDetailsProjection {

    private final RepositoryDetailsRepository repositories;

    RepositoryDetailsProjection(RepositoryDetailsRepository repositories) {
        this.repositories = repositories;
    }

    @EventHandler
    void on(RepositoryLinked event, @Timestamp Instant at, @SequenceNumber long sequence) {
        repositories.save(new RepositoryDetailsEntity(event, at, sequence));
    }

    @EventHandler
    void on(RepositoryDefaultBranchChanged event, @SequenceNumber long sequence) {
        update(event.repositoryId(), it -> it.startsFrom(event.defaultBranch(), sequence));
    }

    @EventHandler
    void on(RepositoryCredentialReplaced event, @SequenceNumber long sequence) {
        update(event.repositoryId(), it -> it.isOpenedBy(event.lastFour(), sequence));
    }

    @EventHandler
    void on(RepositoryCredentialRemoved event, @SequenceNumber long sequence) {
        update(event.repositoryId(), it -> it.isOpenedBy(null, sequence));
    }

    @EventHandler
    void on(RepositoryUnlinked event) {
        repositories.deleteById(event.repositoryId().value());
    }

    @ResetHandler
    void reset() {
        repositories.deleteAllInBatch();
    }

    private void update(RepositoryId id, Consumer<RepositoryDetailsEntity> change) {
        repositories.findById(id.value()).ifPresent(it -> {
            change.accept(it);
            repositories.save(it);
        });
    }
}
