package io.codemaster.executor.inspection;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.codemaster.api.artifact.ArtifactId;
import io.codemaster.api.artifact.ArtifactStore;
import io.codemaster.api.codegen.AgentLaunch;
import io.codemaster.api.codegen.Failure;
import io.codemaster.api.codegen.FailureCode;
import io.codemaster.api.codegen.GenerationStep;
import io.codemaster.api.codegen.OutputLine;
import io.codemaster.api.inspection.AnalysisAnswer;
import io.codemaster.api.inspection.AnalysisSubject;
import io.codemaster.api.inspection.InspectionAnswer;
import io.codemaster.api.inspection.InspectionKind;
import io.codemaster.api.inspection.PerformInspection;
import io.codemaster.api.inspection.RecordInspectedCommit;
import io.codemaster.api.inspection.RecordInspectionAnswer;
import io.codemaster.api.inspection.RecordInspectionEnd;
import io.codemaster.api.inspection.RecordInspectionPrompt;
import io.codemaster.api.inspection.RecordInspectionStart;
import io.codemaster.api.repository.RepositoryId;
import io.codemaster.api.repository.SecretVault;
import io.codemaster.executor.shared.AttemptFailure;
import io.codemaster.executor.shared.AttemptKey;
import io.codemaster.executor.shared.CodeAgent;
import io.codemaster.executor.shared.StopSignal;
import io.codemaster.executor.shared.StoppedException;
import io.codemaster.executor.shared.Transcripts;
import io.codemaster.executor.shared.Workspaces;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** What an inspection is made of: the files of a commit, a question to the agent, an answer that is checked. */
@Component
class InspectionSteps {

    private static final String UNCHANGED = "unchanged";

    private final CommandGateway commands;

    private final Workspaces workspaces;

    private final CodeAgent agent;

    private final Transcripts transcripts;

    private final Inquiries inquiries;

    private final ArtifactStore artifacts;

    private final SecretVault vault;

    private final MeterRegistry metrics;

    InspectionSteps(
            CommandGateway commands,
            Workspaces workspaces,
            CodeAgent agent,
            Transcripts transcripts,
            Inquiries inquiries,
            ArtifactStore artifacts,
            SecretVault vault,
            MeterRegistry metrics) {
        this.commands = commands;
        this.workspaces = workspaces;
        this.agent = agent;
        this.transcripts = transcripts;
        this.inquiries = inquiries;
        this.artifacts = artifacts;
        this.vault = vault;
        this.metrics = metrics;
    }

    void inspect(AttemptKey key, PerformInspection task, StopSignal stop)
            throws AttemptFailure, StoppedException, IOException {
        long started = System.nanoTime();
        var outcome = "failed";
        try {
            outcome = perform(key, task, stop);
        } finally {
            Timer.builder("codemaster.inspection.duration")
                    .description("From a slot to an outcome of an analysis or an AI review")
                    .tag("kind", InspectionKind.of(task.order()).name())
                    .tag("outcome", outcome)
                    .register(metrics)
                    .record(Duration.ofNanos(System.nanoTime() - started));
        }
    }

    private String perform(AttemptKey key, PerformInspection task, StopSignal stop)
            throws AttemptFailure, StoppedException, IOException {
        var order = task.order();
        var wanted = order.commit();
        var commit = wanted != null ? wanted : workspaces.head(order, stop);
        var known = known(task, commit);
        if (known != null) {
            commands.sendAndWait(new RecordInspectedCommit(key.taskId(), key.attempt(), commit));
            tell(key, known);
            return UNCHANGED;
        }
        workspaces.checkOut(key, order, commit, stop);
        commands.sendAndWait(new RecordInspectedCommit(key.taskId(), key.attempt(), commit));
        var inquiry = inquiries.about(key, order, commit);
        var bytes = inquiry.prompt().getBytes(StandardCharsets.UTF_8);
        commands.sendAndWait(
                new RecordInspectionPrompt(key.taskId(), key.attempt(), artifacts.keep(bytes), bytes.length));
        var question = new CodeAgent.Question(
                InspectionAllowance.options(task.limits()),
                inquiry.prompt(),
                inquiry.schema().text(),
                inquiry.schema());
        var kind = InspectionKind.of(order);
        var answered = ask(key, order.repositoryId(), kind, question, stop);
        var failure = answered.result().failure();
        var answer = answered.answer();
        var raw = failure != null && failure.code() == FailureCode.ANSWER_INVALID ? answered.rejected() : null;
        commands.sendAndWait(new RecordInspectionEnd(
                key.taskId(),
                key.attempt(),
                answered.result().outcome(),
                failure == null ? null : worded(failure, kind),
                raw == null || raw.isBlank() ? null : keep(raw),
                Instant.now()));
        if (answer == null) {
            return "failed";
        }
        tell(key, inquiry.read(answer));
        return "answered";
    }

    /** The last analysis, where the commit is still that one. */
    private static @Nullable AnalysisAnswer known(PerformInspection task, String commit) {
        return task.order().subject() instanceof AnalysisSubject subject
                        && subject.known() != null
                        && subject.known().commit().equals(commit)
                ? new AnalysisAnswer(commit, subject.known().result(), true)
                : null;
    }

    private CodeAgent.Answered ask(
            AttemptKey key,
            RepositoryId repositoryId,
            InspectionKind kind,
            CodeAgent.Question question,
            StopSignal stop)
            throws AttemptFailure, StoppedException, IOException {
        transcripts.open(key, repositoryId);
        try {
            return agent.ask(
                    key, question, vault.reveal(repositoryId).map(Set::of).orElse(Set.of()), stop, new Recording(key));
        } catch (AttemptFailure notStarted) {
            throw new AttemptFailure(worded(notStarted.failure(), kind), notStarted);
        } finally {
            transcripts.close(key);
        }
    }

    private void tell(AttemptKey key, InspectionAnswer answer) {
        commands.sendAndWait(new RecordInspectionAnswer(key.taskId(), key.attempt(), answer));
    }

    private ArtifactId keep(String text) {
        return artifacts.keep(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The agent's failures are worded for generations; where that would mislead, they get words of their own. */
    private static Failure worded(Failure failure, InspectionKind kind) {
        var keys = kind == InspectionKind.REVIEW ? "codemaster.review" : "codemaster.analysis";
        var message = switch (failure.code()) {
            case MAX_TURNS -> "The agent used all of its rounds and had not answered. Raise " + keys + ".max-turns.";
            case BUDGET_EXHAUSTED ->
                "The agent used up its budget and had not answered. Raise " + keys + ".budget-usd.";
            case TIME_LIMIT -> "The agent was still reading when its time was over. Raise " + keys + ".time-limit.";
            case CONTEXT_OVERFLOW ->
                "There was more to read than the model can hold. Choose a model that holds more, by " + keys
                        + ".model.";
            default -> failure.message();
        };
        var step = failure.step() == GenerationStep.GENERATE ? GenerationStep.ANALYSE : failure.step();
        return new Failure(failure.code(), step, message, failure.passesAt());
    }

    /** Writes down what the agent does, as it does it. */
    private final class Recording implements CodeAgent.Observer {

        private final AttemptKey key;

        Recording(AttemptKey key) {
            this.key = key;
        }

        @Override
        public void started(AgentLaunch launch) {
            commands.sendAndWait(new RecordInspectionStart(key.taskId(), key.attempt(), launch));
        }

        @Override
        public void lines(List<OutputLine> lines) {
            transcripts.append(key, lines);
        }

        /** Nothing can change: the agent has no tool for it, and the files are thrown away. */
        @Override
        public void filesMayHaveChanged(long afterLine) {}
    }
}
