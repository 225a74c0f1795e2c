package io.codemaster.command.repository;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.spring.stereotype.Aggregate;

import io.codemaster.api.repository.CheckGenerationTarget;
import io.codemaster.api.repository.CheckRepository;
import io.codemaster.api.repository.CheckRepositoryEdit;
import io.codemaster.api.repository.EditRepository;
import io.codemaster.api.repository.LinkRepository;
import io.codemaster.api.repository.LinkedRepository;
import io.codemaster.api.repository.RepositoryCredentialRemoved;
import io.codemaster.api.repository.RepositoryCredentialReplaced;
import io.codemaster.api.repository.RepositoryDefaultBranchChanged;
import io.codemaster.api.repository.RepositoryId;
import io.codemaster.api.repository.RepositoryLinked;
import io.codemaster.api.repository.RepositoryUnlinked;
import io.codemaster.api.repository.UnlinkRepository;
import io.codemaster.api.requirement.RepositoryTarget;
import io.codemaster.api.shared.CommandRejected;
import io.codemaster.api.shared.ErrorCode;

/** A git repository that belongs to a project. */
@Aggregate
class Repository {

    @AggregateIdentifier
    private RepositoryId id;

    private RepositoryLinked linked;

    private String defaultBranch;

    private boolean credential;

    private boolean unlinked;

    Repository() {}

    @SuppressWarnings("NullAway.Init") // the first event sets them
    Repository(LinkRepository command) {
        apply(new RepositoryLinked(
                command.repositoryId(),
                command.projectId(),
                command.gitUrl(),
                command.platform(),
                command.defaultBranch(),
                command.credentialLastFour(),
                command.demo()));
    }

    @CommandHandler
    RepositoryTarget handle(CheckRepository command) {
        if (unlinked || !command.projectId().equals(linked.projectId())) {
            throw new CommandRejected(
                    ErrorCode.REPOSITORY_NOT_FOUND, "The project has no such repository.", "repositoryId");
        }
        return new RepositoryTarget(id, linked.gitUrl(), linked.platform(), defaultBranch);
    }

    @CommandHandler
    void handle(CheckGenerationTarget command) {
        if (unlinked) {
            throw new CommandRejected(
                    ErrorCode.GENERATION_REPOSITORY_MISSING,
                    "The repository that %s is for was unlinked. Choose another one, or link it again and choose it."
                            .formatted(command.requirementKey()),
                    "repositoryId");
        }
    }

    @CommandHandler
    LinkedRepository handle(CheckRepositoryEdit command) {
        refuseWhenUnlinked();
        return new LinkedRepository(id, linked.projectId(), linked.gitUrl(), linked.platform(), defaultBranch);
    }

    @CommandHandler
    void handle(EditRepository command) {
        refuseWhenUnlinked();
        if (command.defaultBranch() != null && !command.defaultBranch().equals(defaultBranch)) {
            apply(new RepositoryDefaultBranchChanged(id, command.defaultBranch()));
        }
        if (command.credentialLastFour() == null) {
            return;
        }
        var lastFour = command.credentialLastFour().to();
        if (lastFour != null) {
            apply(new RepositoryCredentialReplaced(id, lastFour));
        } else if (credential) {
            apply(new RepositoryCredentialRemoved(id));
        }
    }

    @CommandHandler
    void handle(UnlinkRepository command) {
        refuseWhenUnlinked();
        apply(new RepositoryUnlinked(id, linked.projectId()));
    }

    private void refuseWhenUnlinked() {
        if (unlinked) {
            throw new CommandRejected(ErrorCode.REPOSITORY_UNLINKED, "This repository was unlinked.");
        }
    }

    @EventSourcingHandler
    void on(RepositoryLinked event) {
        id = event.repositoryId();
        linked = event;
        defaultBranch = event.defaultBranch();
        credential = event.credentialLastFour() != null;
    }

    @EventSourcingHandler
    void on(RepositoryDefaultBranchChanged event) {
        defaultBranch = event.defaultBranch();
    }

    @EventSourcingHandler
    void on(RepositoryCredentialReplaced event) {
        credential = true;
    }

    @EventSourcingHandler
    void on(RepositoryCredentialRemoved event) {
        credential = false;
    }

    @EventSourcingHandler
    void on(RepositoryUnlinked event) {
        unlinked = true;
    }
}
