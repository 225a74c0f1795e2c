package io.codemaster.command.repository;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.inspection.AnalysisAnswer;
import io.codemaster.api.inspection.AnalysisSubject;
import io.codemaster.api.inspection.InspectionOrder;
import io.codemaster.api.repository.CheckAnalysis;
import io.codemaster.api.repository.CheckGenerationTarget;
import io.codemaster.api.repository.CheckRepository;
import io.codemaster.api.repository.CheckRepositoryEdit;
import io.codemaster.api.repository.EditRepository;
import io.codemaster.api.repository.GenerationTarget;
import io.codemaster.api.repository.LinkRepository;
import io.codemaster.api.repository.LinkedRepository;
import io.codemaster.api.repository.RecordAnalysis;
import io.codemaster.api.repository.RecordAnalysisFailure;
import io.codemaster.api.repository.RepositoryAnalysisCompleted;
import io.codemaster.api.repository.RepositoryAnalysisFailed;
import io.codemaster.api.repository.RepositoryAnalysisRequested;
import io.codemaster.api.repository.RepositoryCredentialRemoved;
import io.codemaster.api.repository.RepositoryCredentialReplaced;
import io.codemaster.api.repository.RepositoryDefaultBranchChanged;
import io.codemaster.api.repository.RepositoryId;
import io.codemaster.api.repository.RepositoryLinked;
import io.codemaster.api.repository.RepositoryUnlinked;
import io.codemaster.api.repository.RequestAnalysis;
import io.codemaster.api.repository.UnlinkRepository;
import io.codemaster.api.requirement.RepositoryTarget;
import io.codemaster.api.shared.CommandRejected;
import io.codemaster.api.shared.ErrorCode;
import io.codemaster.command.shared.Versioned;

/** A git repository that belongs to a project, and what is known of its content. */
@Aggregate
class Repository implements Versioned {

    @AggregateIdentifier
    private RepositoryId id;

    private RepositoryLinked linked;

    private String defaultBranch;

    private boolean credential;

    private boolean unlinked;

    private @Nullable CodegenTaskId analysing;

    private @Nullable AnalysisAnswer analysis;

    private long version;

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
    GenerationTarget handle(CheckGenerationTarget command) {
        if (unlinked) {
            throw new CommandRejected(
                    ErrorCode.GENERATION_REPOSITORY_MISSING,
                    "The repository that %s is for was unlinked. Choose another one, or link it again and choose it."
                            .formatted(command.requirementKey()),
                    "repositoryId");
        }
        return new GenerationTarget(analysis == null ? null : analysis.result());
    }

    @CommandHandler
    LinkedRepository handle(CheckRepositoryEdit command) {
        refuseWhenUnlinked();
        return asLinked();
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

    // ---- what it is made of ----

    @CommandHandler
    LinkedRepository handle(CheckAnalysis command) {
        refuseAnalysing();
        return asLinked();
    }

    @CommandHandler
    InspectionOrder handle(RequestAnalysis command) {
        refuseAnalysing();
        var order = new InspectionOrder(
                linked.projectId(),
                id,
                linked.gitUrl(),
                linked.platform(),
                defaultBranch,
                null,
                new AnalysisSubject(command.force() ? null : analysis));
        apply(new RepositoryAnalysisRequested(id, command.runId(), order, command.requestedBy()));
        return order;
    }

    @CommandHandler
    void handle(RecordAnalysis command) {
        if (command.runId().equals(analysing)) {
            apply(new RepositoryAnalysisCompleted(id, command.runId(), command.answer(), command.usage()));
        }
    }

    @CommandHandler
    void handle(RecordAnalysisFailure command) {
        if (command.runId().equals(analysing)) {
            apply(new RepositoryAnalysisFailed(
                    id, command.runId(), command.failure(), command.rawAnswer(), command.usage()));
        }
    }

    /** Analyses happen beside what a reader edits, so they are no reason to refuse an edit. */
    @Override
    public long version() {
        return version;
    }

    private LinkedRepository asLinked() {
        return new LinkedRepository(id, linked.projectId(), linked.gitUrl(), linked.platform(), defaultBranch);
    }

    private void refuseAnalysing() {
        refuseWhenUnlinked();
        if (analysing != null) {
            throw new CommandRejected(
                    ErrorCode.ANALYSIS_ALREADY_ACTIVE,
                    "An analysis of this repository is under way. Wait for it to end or cancel it first.");
        }
    }

    private void refuseWhenUnlinked() {
        if (unlinked) {
            throw new CommandRejected(ErrorCode.REPOSITORY_UNLINKED, "This repository was unlinked.");
        }
    }

    @EventSourcingHandler
    void on(RepositoryLinked event, @SequenceNumber long sequence) {
        version = sequence;
        id = event.repositoryId();
        linked = event;
        defaultBranch = event.defaultBranch();
        credential = event.credentialLastFour() != null;
    }

    @EventSourcingHandler
    void on(RepositoryDefaultBranchChanged event, @SequenceNumber long sequence) {
        version = sequence;
        defaultBranch = event.defaultBranch();
    }

    @EventSourcingHandler
    void on(RepositoryCredentialReplaced event, @SequenceNumber long sequence) {
        version = sequence;
        credential = true;
    }

    @EventSourcingHandler
    void on(RepositoryCredentialRemoved event, @SequenceNumber long sequence) {
        version = sequence;
        credential = false;
    }

    @EventSourcingHandler
    void on(RepositoryUnlinked event, @SequenceNumber long sequence) {
        version = sequence;
        unlinked = true;
    }

    @EventSourcingHandler
    void on(RepositoryAnalysisRequested event) {
        analysing = event.runId();
    }

    @EventSourcingHandler
    void on(RepositoryAnalysisCompleted event) {
        analysing = null;
        analysis = event.answer();
    }

    @EventSourcingHandler
    void on(RepositoryAnalysisFailed event) {
        analysing = null;
    }
}
