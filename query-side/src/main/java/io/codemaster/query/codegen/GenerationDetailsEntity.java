package io.codemaster.query.codegen;

import java.time.Instant;
import java.util.Optional;

import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.artifact.ArtifactId;
import io.codemaster.api.codegen.AgentLaunch;
import io.codemaster.api.codegen.AgentOutcome;
import io.codemaster.api.codegen.CapturedChanges;
import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.codegen.DiffScope;
import io.codemaster.api.codegen.DiffStat;
import io.codemaster.api.codegen.Failure;
import io.codemaster.api.codegen.FairQueue;
import io.codemaster.api.codegen.GenerationDetails;
import io.codemaster.api.codegen.GenerationDetails.Requester;
import io.codemaster.api.codegen.GenerationRequested;
import io.codemaster.api.codegen.GenerationStatus;
import io.codemaster.api.codegen.GenerationStep;
import io.codemaster.api.codegen.WorkerId;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.project.ProjectId;
import io.codemaster.api.repository.RepositoryId;
import io.codemaster.api.requirement.Delivery;
import io.codemaster.api.requirement.RequirementId;
import io.codemaster.api.review.Verdict;
import io.codemaster.query.shared.Cursor;
import io.codemaster.query.shared.FailureColumns;
import io.codemaster.query.shared.RunState;
import io.codemaster.query.shared.UsageColumns;

@Entity
@Table(name = "generation_details")
class GenerationDetailsEntity {

    @Id
    private String id;

    private String requirementId;

    private String requirementKey;

    private String requirementTitle;

    private String projectId;

    private String repositoryId;

    @Enumerated(EnumType.STRING)
    private GenerationStatus status;

    @Enumerated(EnumType.STRING)
    private GenerationStep step;

    private int attempt;

    private @Nullable Instant queuedAt;

    @SuppressWarnings("UnusedVariable") // read by SQL, for operators
    private @Nullable String workerId;

    private @Nullable String branch;

    private @Nullable String baseCommit;

    private @Nullable String headCommit;

    private @Nullable String agentSessionId;

    private @Nullable String model;

    private boolean demo;

    private String requestedBy;

    private Instant createdAt;

    private @Nullable Instant startedAt;

    private @Nullable Instant finishedAt;

    private @Nullable Instant retryAt;

    private long timeLimitMs;

    private boolean cancelRequested;

    private @Nullable Integer statFiles;

    private @Nullable Integer statAdditions;

    private @Nullable Integer statDeletions;

    @Embedded
    private UsageColumns usage = new UsageColumns();

    @Embedded
    private FailureColumns failure = new FailureColumns();

    private @Nullable String promptArtifact;

    private @Nullable String patchArtifact;

    private @Nullable String filesArtifact;

    private @Nullable String patchBaseCommit;

    private @Nullable String followUpOf;

    private int reviewRound;

    private @Nullable Boolean resumed;

    private @Nullable String roundBaseCommit;

    private @Nullable String roundPatchArtifact;

    private @Nullable String roundFilesArtifact;

    private int roundFiles;

    private int roundAdditions;

    private int roundDeletions;

    @Enumerated(EnumType.STRING)
    private @Nullable Verdict firstVerdict;

    @SuppressWarnings("UnusedVariable") // lists choose by it
    private @Nullable Boolean aiObjected;

    GenerationDetailsEntity() {}

    GenerationDetailsEntity(GenerationRequested event, Instant at) {
        id = event.taskId().value();
        var order = event.order();
        requirementId = order.requirementId().value();
        requirementKey = order.requirementKey();
        requirementTitle = order.title();
        projectId = order.projectId().value();
        repositoryId = order.repositoryId().value();
        attempt = 1;
        model = order.options().model();
        requestedBy = event.requestedBy().value();
        createdAt = at;
        timeLimitMs = order.options().timeLimit().toMillis();
        status = GenerationStatus.PENDING;
        step = GenerationStep.QUEUE;
        var revision = order.revision();
        followUpOf = revision == null ? null : revision.followUpOf().value();
        reviewRound = revision == null ? 1 : revision.round() + 1;
    }

    // ---- what happens ----

    boolean isOver() {
        return status.isFinal();
    }

    void is(RunState state) {
        status = state.status();
        step = state.step();
    }

    void queued(int number, Instant at) {
        attempt = number;
        queuedAt = at;
        retryAt = null;
        finishedAt = null;
        cancelRequested = false;
    }

    void claimed(WorkerId worker, Instant at) {
        workerId = worker.value();
        queuedAt = null;
        startedAt = startedAt == null ? at : startedAt;
    }

    void prepared(String branchName, String base) {
        branch = branchName;
        baseCommit = base;
    }

    void prompted(ArtifactId prompt) {
        promptArtifact = prompt.value();
    }

    void launched(AgentLaunch launch) {
        agentSessionId = launch.sessionId();
        demo = launch.demo();
        model = launch.model() == null ? model : launch.model();
        resumed = followUpOf == null ? null : (Boolean) (launch.resumedFrom() != null);
    }

    void agentEnded(AgentOutcome outcome) {
        model = outcome.model() == null ? model : outcome.model();
        usage.add(outcome.usage());
    }

    void captured(CapturedChanges changes) {
        headCommit = changes.headCommit();
        patchBaseCommit = changes.baseCommit();
        patchArtifact = changes.patch().value();
        filesArtifact = changes.files().value();
        changed(changes.stat());
        var round = changes.round();
        if (round != null) {
            roundBaseCommit = round.baseCommit();
            roundPatchArtifact = round.patch().value();
            roundFilesArtifact = round.files().value();
            roundFiles = round.stat().files();
            roundAdditions = round.stat().additions();
            roundDeletions = round.stat().deletions();
        }
    }

    void changed(DiffStat stat) {
        statFiles = stat.files();
        statAdditions = stat.additions();
        statDeletions = stat.deletions();
    }

    void pushed(String branchName, String head) {
        branch = branchName;
        headCommit = head;
    }

    void failed(Failure cause, @Nullable Instant again) {
        queuedAt = null;
        retryAt = again;
        failure.set(cause);
    }

    void cancelling() {
        cancelRequested = true;
    }

    void completed(Delivery delivery) {
        pushed(delivery.branch(), delivery.headCommit());
        withoutFailure();
    }

    /** The first verdict stays. */
    void judged(Verdict verdict) {
        firstVerdict = firstVerdict == null ? verdict : firstVerdict;
    }

    void aiJudged(boolean objected) {
        aiObjected = objected;
    }

    void withoutFailure() {
        failure.clear();
    }

    void ended(Instant at) {
        finishedAt = at;
        queuedAt = null;
        retryAt = null;
    }

    // ---- what is asked ----

    String id() {
        return id;
    }

    String requestedBy() {
        return requestedBy;
    }

    Cursor place() {
        return new Cursor(createdAt, id);
    }

    boolean isWaiting() {
        return queuedAt != null;
    }

    /** Its place in the queue; only for one that waits. */
    FairQueue.Waiting waiting() {
        return new FairQueue.Waiting(
                new CodegenTaskId(id), new ProjectId(projectId), queuedAt == null ? createdAt : queuedAt);
    }

    Optional<ArtifactId> prompt() {
        return Optional.ofNullable(promptArtifact).map(ArtifactId::new);
    }

    /** What was captured last; the round of a change that was made at once is the whole. */
    Optional<Change> change(DiffScope scope) {
        return scope == DiffScope.ROUND && roundBaseCommit != null ? round() : whole();
    }

    private Optional<Change> round() {
        if (roundPatchArtifact == null || roundFilesArtifact == null || roundBaseCommit == null || headCommit == null) {
            return Optional.empty();
        }
        return Optional.of(new Change(
                roundBaseCommit,
                headCommit,
                new DiffStat(roundFiles, roundAdditions, roundDeletions),
                new ArtifactId(roundPatchArtifact),
                new ArtifactId(roundFilesArtifact)));
    }

    private Optional<Change> whole() {
        var stat = stat();
        if (patchArtifact == null
                || filesArtifact == null
                || patchBaseCommit == null
                || headCommit == null
                || stat == null) {
            return Optional.empty();
        }
        return Optional.of(new Change(
                patchBaseCommit, headCommit, stat, new ArtifactId(patchArtifact), new ArtifactId(filesArtifact)));
    }

    GenerationDetails view(String requesterName, @Nullable Integer queuePosition, long lastSequence) {
        return new GenerationDetails(
                new CodegenTaskId(id),
                new RequirementId(requirementId),
                requirementKey,
                requirementTitle,
                new ProjectId(projectId),
                new RepositoryId(repositoryId),
                status,
                step,
                queuePosition,
                attempt,
                branch,
                baseCommit,
                headCommit,
                agentSessionId,
                model,
                demo,
                new Requester(new UserId(requestedBy), requesterName),
                createdAt,
                startedAt,
                finishedAt,
                retryAt,
                timeLimitMs,
                cancelRequested,
                stat(),
                usage.sum(),
                failure.details(),
                lastSequence,
                followUpOf == null ? null : new CodegenTaskId(followUpOf),
                reviewRound,
                resumed);
    }

    private @Nullable DiffStat stat() {
        return statFiles == null || statAdditions == null || statDeletions == null
                ? null
                : new DiffStat(statFiles, statAdditions, statDeletions);
    }

    /** The change that was captured last. */
    record Change(String baseCommit, String headCommit, DiffStat stat, ArtifactId patch, ArtifactId files) {}
}
