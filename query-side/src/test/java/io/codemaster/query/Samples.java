package io.codemaster.query;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.artifact.ArtifactId;
import io.codemaster.api.codegen.AgentFinished;
import io.codemaster.api.codegen.AgentLaunch;
import io.codemaster.api.codegen.AgentOutcome;
import io.codemaster.api.codegen.AgentStarted;
import io.codemaster.api.codegen.AttemptClaimed;
import io.codemaster.api.codegen.AttemptFailed;
import io.codemaster.api.codegen.AttemptQueued;
import io.codemaster.api.codegen.BranchPushed;
import io.codemaster.api.codegen.CapturedChanges;
import io.codemaster.api.codegen.ChangesCaptured;
import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.codegen.DiffStat;
import io.codemaster.api.codegen.Failure;
import io.codemaster.api.codegen.FailureCode;
import io.codemaster.api.codegen.GenerationCompleted;
import io.codemaster.api.codegen.GenerationFailed;
import io.codemaster.api.codegen.GenerationOptions;
import io.codemaster.api.codegen.GenerationOrder;
import io.codemaster.api.codegen.GenerationRequested;
import io.codemaster.api.codegen.GenerationStep;
import io.codemaster.api.codegen.OutputLine;
import io.codemaster.api.codegen.OutputLineRecorded;
import io.codemaster.api.codegen.PromptComposed;
import io.codemaster.api.codegen.RevisionBrief;
import io.codemaster.api.codegen.TranscriptId;
import io.codemaster.api.codegen.Usage;
import io.codemaster.api.codegen.WorkerId;
import io.codemaster.api.codegen.WorkspacePrepared;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.project.ProjectId;
import io.codemaster.api.repository.Platform;
import io.codemaster.api.repository.RepositoryId;
import io.codemaster.api.requirement.Delivery;
import io.codemaster.api.requirement.RequirementId;

/** One generation's story, event by event. */
public final class Samples {

    public static final Usage USAGE = new Usage(10, 20, 30, 40, 5, new BigDecimal("0.0123"), 6000);

    public static final DiffStat STAT = new DiffStat(2, 30, 4);

    public static final String HEAD = "b".repeat(40);

    public static final String BASE = "a".repeat(40);

    public final CodegenTaskId task = CodegenTaskId.random();

    public final RequirementId requirement = RequirementId.random();

    public final RepositoryId repository = RepositoryId.random();

    public final ProjectId project;

    public final UserId user;

    private long lines;

    public Samples(ProjectId project, UserId user) {
        this.project = project;
        this.user = user;
    }

    public Samples() {
        this(ProjectId.random(), UserId.random());
    }

    public GenerationOrder order() {
        return new GenerationOrder(
                requirement,
                "PAY-12",
                project,
                repository,
                "https://git.example.com/acme/app.git",
                Platform.GIT,
                "main",
                "main",
                "Refunds",
                "As a user…",
                null,
                new GenerationOptions(
                        null,
                        null,
                        "opus",
                        50,
                        BigDecimal.TEN,
                        Duration.ofMinutes(20),
                        Duration.ofMinutes(5),
                        1,
                        Duration.ofSeconds(30)));
    }

    /** The order of a follow-up of {@code earlier}, for the second round. */
    public GenerationOrder followUp(CodegenTaskId earlier) {
        var first = order();
        return new GenerationOrder(
                first.requirementId(),
                first.requirementKey(),
                first.projectId(),
                first.repositoryId(),
                first.gitUrl(),
                first.platform(),
                first.sourceBranch(),
                first.defaultBranch(),
                first.title(),
                first.description(),
                null,
                first.options(),
                null,
                null,
                new RevisionBrief(
                        earlier,
                        1,
                        1,
                        BASE,
                        new Delivery("feature/req-PAY-12", HEAD),
                        "session-1",
                        "Better names, please.",
                        List.of()));
    }

    public AgentStarted resumed(int attempt, @Nullable String resumedFrom) {
        return new AgentStarted(
                task, attempt, new AgentLaunch("session-1", "2.1.98", "opus", false, "pid-namespace", resumedFrom));
    }

    public GenerationRequested requested() {
        return new GenerationRequested(task, order(), user);
    }

    public AttemptQueued queued(int attempt) {
        return new AttemptQueued(task, attempt, project);
    }

    public AttemptClaimed claimed(int attempt) {
        return new AttemptClaimed(task, attempt, new WorkerId("worker-1"));
    }

    public WorkspacePrepared prepared(int attempt) {
        return new WorkspacePrepared(task, attempt, "feature/req-PAY-12", BASE);
    }

    public PromptComposed prompted(int attempt, ArtifactId prompt) {
        return new PromptComposed(task, attempt, prompt, 100);
    }

    public AgentStarted started(int attempt) {
        return new AgentStarted(
                task, attempt, new AgentLaunch("session-" + attempt, "2.1.98", "opus", false, "pid-namespace"));
    }

    public AgentFinished finished(int attempt) {
        return new AgentFinished(
                task, attempt, new AgentOutcome(0, lines, "success", "claude-opus-5-5", USAGE, 6000, 0, 0, 0), true);
    }

    public AgentFinished gaveUp(int attempt) {
        return new AgentFinished(task, attempt, finished(attempt).outcome(), false);
    }

    public ChangesCaptured captured(int attempt, ArtifactId patch, ArtifactId files) {
        return new ChangesCaptured(task, attempt, new CapturedChanges(BASE, HEAD, STAT, patch, files, null));
    }

    public BranchPushed pushed(int attempt) {
        return new BranchPushed(task, attempt, "feature/req-PAY-12", HEAD);
    }

    public GenerationCompleted completed(int attempt) {
        return new GenerationCompleted(task, attempt, new Delivery("feature/req-PAY-12", HEAD), STAT, USAGE);
    }

    public AttemptFailed attemptFailed(int attempt, @Nullable Instant retryAt) {
        return new AttemptFailed(task, attempt, overloaded(), retryAt);
    }

    public GenerationFailed failed(int attempt) {
        return new GenerationFailed(task, attempt, overloaded(), USAGE);
    }

    public static Failure overloaded() {
        return new Failure(
                FailureCode.MODEL_OVERLOADED, GenerationStep.GENERATE, "The model is overloaded. Try later.", null);
    }

    public OutputLineRecorded json(String text) {
        return json(1, text);
    }

    public OutputLineRecorded json(int attempt, String text) {
        return line(attempt, text, true, null, null, text.getBytes(StandardCharsets.UTF_8).length, true);
    }

    public OutputLineRecorded line(
            int attempt,
            String text,
            boolean json,
            @Nullable String base64,
            @Nullable ArtifactId artifact,
            long bytes,
            boolean terminated) {
        lines++;
        return new OutputLineRecorded(
                TranscriptId.of(task, attempt),
                task,
                attempt,
                new OutputLine(lines, text, json, base64, artifact, bytes, terminated, 0));
    }
}
