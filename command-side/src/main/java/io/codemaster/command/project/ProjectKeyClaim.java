package io.codemaster.command.project;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.spring.stereotype.Aggregate;

import io.codemaster.api.project.ProjectId;
import io.codemaster.api.project.ProjectKeyClaimed;

/** A project key that is taken: the event store lets it be created once. */
@Aggregate
class ProjectKeyClaim {

    @AggregateIdentifier
    @SuppressWarnings({"UnusedVariable", "NullAway.Init"}) // Axon reads it, the first event sets it
    private String id;

    ProjectKeyClaim() {}

    ProjectKeyClaim(ProjectId projectId, String key) {
        apply(new ProjectKeyClaimed(projectId, key));
    }

    @EventSourcingHandler
    void on(ProjectKeyClaimed event) {
        id = "project-key:" + event.key();
    }
}
