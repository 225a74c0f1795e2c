package io.codemaster.command.repository;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.spring.stereotype.Aggregate;

import io.codemaster.api.project.ProjectId;
import io.codemaster.api.repository.RepositoryId;
import io.codemaster.api.repository.RepositoryUrlClaimed;

/** A URL that a project has linked: the event store lets it be created once. */
@Aggregate
class RepositoryUrlClaim {

    @AggregateIdentifier
    @SuppressWarnings({"UnusedVariable", "NullAway.Init"}) // Axon reads it, the first event sets it
    private String id;

    RepositoryUrlClaim() {}

    RepositoryUrlClaim(RepositoryId repositoryId, ProjectId projectId, String gitUrl) {
        apply(new RepositoryUrlClaimed(repositoryId, projectId, gitUrl));
    }

    @EventSourcingHandler
    void on(RepositoryUrlClaimed event) {
        // a URL can be longer than an identifier may be, so its name-based UUID stands for it
        id = "repository-url:" + event.projectId() + ":"
                + UUID.nameUUIDFromBytes(event.gitUrl().getBytes(StandardCharsets.UTF_8));
    }
}
