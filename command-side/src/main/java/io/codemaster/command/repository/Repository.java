package io.codemaster.command.repository;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.createNew;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;

import io.codemaster.api.repository.CheckRepository;
import io.codemaster.api.repository.LinkRepository;
import io.codemaster.api.repository.RepositoryId;
import io.codemaster.api.repository.RepositoryLinked;
import io.codemaster.api.requirement.RepositoryTarget;
import io.codemaster.api.shared.CommandRejected;
import io.codemaster.api.shared.ErrorCode;

/** A git repository that belongs to a project. */
@Aggregate
class Repository {

    @AggregateIdentifier
    private RepositoryId id;

    private RepositoryLinked linked;

    Repository() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    void handle(LinkRepository command) throws Exception {
        apply(new RepositoryLinked(
                command.repositoryId(),
                command.projectId(),
                command.gitUrl(),
                command.platform(),
                command.defaultBranch(),
                command.credentialLastFour(),
                command.demo()));
        createNew(
                RepositoryUrlClaim.class,
                () -> new RepositoryUrlClaim(command.repositoryId(), command.projectId(), command.gitUrl()));
    }

    @CommandHandler
    RepositoryTarget handle(CheckRepository command) {
        if (!command.projectId().equals(linked.projectId())) {
            throw new CommandRejected(
                    ErrorCode.REPOSITORY_NOT_FOUND, "The project has no such repository.", "repositoryId");
        }
        return new RepositoryTarget(id, linked.gitUrl(), linked.platform(), linked.defaultBranch());
    }

    @EventSourcingHandler
    void on(RepositoryLinked event) {
        id = event.repositoryId();
        linked = event;
    }
}
