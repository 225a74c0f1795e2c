package io.codemaster.command.repository;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.createNew;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

import io.codemaster.api.repository.LinkRepository;
import io.codemaster.api.repository.ReleaseRepositoryUrl;
import io.codemaster.api.repository.RepositoryId;
import io.codemaster.api.repository.RepositoryUrl;
import io.codemaster.api.repository.RepositoryUrlClaimed;
import io.codemaster.api.repository.RepositoryUrlReleased;
import io.codemaster.api.shared.CommandRejected;
import io.codemaster.api.shared.ErrorCode;

/** A URL in a project: one linked repository at a time may have it. */
@Aggregate
class RepositoryUrlClaim {

    @AggregateIdentifier
    @SuppressWarnings({"UnusedVariable", "NullAway.Init"}) // Axon reads it, the first event sets it
    private String id;

    private RepositoryUrlClaimed claimed;

    private @Nullable RepositoryId holder;

    RepositoryUrlClaim() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(LinkRepository command) throws Exception {
        if (holder != null) {
            throw new CommandRejected(
                    ErrorCode.REPOSITORY_ALREADY_LINKED, "This project has linked the repository already.", "gitUrl");
        }
        apply(new RepositoryUrlClaimed(command.repositoryId(), command.projectId(), command.gitUrl()));
        createNew(Repository.class, () -> new Repository(command));
    }

    @CommandHandler
    void handle(ReleaseRepositoryUrl command) {
        if (command.repositoryId().equals(holder)) {
            apply(new RepositoryUrlReleased(command.repositoryId(), claimed.projectId(), claimed.gitUrl()));
        }
    }

    @EventSourcingHandler
    void on(RepositoryUrlClaimed event) {
        id = RepositoryUrl.claim(event.projectId(), event.gitUrl());
        claimed = event;
        holder = event.repositoryId();
    }

    @EventSourcingHandler
    void on(RepositoryUrlReleased event) {
        holder = null;
    }
}
