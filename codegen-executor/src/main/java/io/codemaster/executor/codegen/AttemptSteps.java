package io.codemaster.executor.codegen;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;

import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.common.AxonException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import io.codemaster.api.artifact.ArtifactStore;
import io.codemaster.api.budget.BudgetAllowance;
import io.codemaster.api.budget.CheckBudget;
import io.codemaster.api.codegen.AgentLaunch;
import io.codemaster.api.codegen.CaptureChanges;
import io.codemaster.api.codegen.FailureCode;
import io.codemaster.api.codegen.GenerationOrder;
import io.codemaster.api.codegen.GenerationStep;
import io.codemaster.api.codegen.OutputLine;
import io.codemaster.api.codegen.PrepareWorkspace;
import io.codemaster.api.codegen.PushBranch;
import io.codemaster.api.codegen.RecordAgentEnd;
import io.codemaster.api.codegen.RecordAgentStart;
import io.codemaster.api.codegen.RecordChanges;
import io.codemaster.api.codegen.RecordPrompt;
import io.codemaster.api.codegen.RecordPush;
import io.codemaster.api.codegen.RecordWorkspace;
import io.codemaster.api.codegen.RevisionBrief;
import io.codemaster.api.codegen.RunAgent;
import io.codemaster.api.repository.SecretVault;
import io.codemaster.api.review.CommentAnswer;
import io.codemaster.api.review.RecordCommentAnswers;
import io.codemaster.api.review.ReviewId;
import io.codemaster.api.shared.ErrorCode;
import io.codemaster.api.shared.Rejection;
import io.codemaster.executor.shared.AttemptFailure;
import io.codemaster.executor.shared.AttemptKey;
import io.codemaster.executor.shared.CodeAgent;
import io.codemaster.executor.shared.SessionGone;
import io.codemaster.executor.shared.StopSignal;
import io.codemaster.executor.shared.StoppedException;
import io.codemaster.executor.shared.Workspaces;

/** What an attempt is made of. Each step does its work and reports what became of it; none knows what comes next. */
@Component
class AttemptSteps {

    private static final Logger LOG = LoggerFactory.getLogger(AttemptSteps.class);

    private final CommandGateway commands;

    private final Workspaces workspaces;

    private final CodeAgent agent;

    private final PromptComposer prompts;

    private final RevisionPromptComposer revisions;

    private final TranscriptWriter transcripts;

    private final ArtifactStore artifacts;

    private final SecretVault vault;

    AttemptSteps(
            CommandGateway commands,
            Workspaces workspaces,
            CodeAgent agent,
            PromptComposer prompts,
            RevisionPromptComposer revisions,
            TranscriptWriter transcripts,
            ArtifactStore artifacts,
            SecretVault vault) {
        this.commands = commands;
        this.workspaces = workspaces;
        this.agent = agent;
        this.prompts = prompts;
        this.revisions = revisions;
        this.transcripts = transcripts;
        this.artifacts = artifacts;
        this.vault = vault;
    }

    void prepare(AttemptKey key, PrepareWorkspace task, StopSignal stop) throws AttemptFailure, StoppedException {
        var prepared = workspaces.prepare(key, task.order(), stop);
        commands.sendAndWait(
                new RecordWorkspace(key.taskId(), key.attempt(), prepared.branch(), prepared.baseCommit()));
    }

    void runAgent(AttemptKey key, RunAgent ordered, StopSignal stop)
            throws AttemptFailure, StoppedException, IOException {
        var task = withinBudget(ordered);
        var revision = task.order().revision();
        CodeAgent.Result result;
        if (revision == null) {
            var prompt = prompts.compose(task.order(), task.branch());
            fix(key, prompt);
            result = recorded(key, task, trees -> begin(key, task, prompt, stop, trees));
        } else {
            result = recorded(key, task, trees -> followUp(key, task, revision, stop, trees));
        }
        if (revision != null && result.failure() == null) {
            tellAnswers(key, revision, result.lastWords());
        }
        commands.sendAndWait(
                new RecordAgentEnd(key.taskId(), key.attempt(), result.outcome(), result.failure(), Instant.now()));
    }

    /** The agent may cost no more than is left now; once it runs nothing takes that away. */
    private RunAgent withinBudget(RunAgent task) throws AttemptFailure {
        var order = task.order();
        try {
            BudgetAllowance allowed =
                    commands.sendAndWait(new CheckBudget(order.projectId(), order.requirementId(), task.taskId()));
            return new RunAgent(task.taskId(), task.attempt(), allowed.cap(order), task.branch(), task.baseCommit());
        } catch (CommandExecutionException refused) {
            var rejection = refused.<Rejection>getDetails();
            if (rejection.filter(it -> it.code() == ErrorCode.BUDGET_EXHAUSTED).isEmpty()) {
                throw refused;
            }
            throw new AttemptFailure(
                    FailureCode.BUDGET_EXHAUSTED,
                    GenerationStep.GENERATE,
                    rejection.get().reason());
        }
    }

    private CodeAgent.Result recorded(AttemptKey key, RunAgent task, Running running)
            throws AttemptFailure, StoppedException, IOException {
        transcripts.open(key, task.order().repositoryId());
        try (var trees = new TreeRecorder(key, workspaces, commands)) {
            return running.with(trees);
        } finally {
            transcripts.close(key);
        }
    }

    private CodeAgent.Result begin(AttemptKey key, RunAgent task, String prompt, StopSignal stop, TreeRecorder trees)
            throws AttemptFailure, StoppedException {
        var order = task.order();
        return agent.run(key, order.options(), prompt, secretsOf(order), stop, new Recording(key, trees, null));
    }

    /** The agent goes on with its own conversation where that is kept; else a new one is told what was done. */
    private CodeAgent.Result followUp(
            AttemptKey key, RunAgent task, RevisionBrief revision, StopSignal stop, TreeRecorder trees)
            throws AttemptFailure, StoppedException {
        var order = task.order();
        var continued = workspaces.continued(key, task.baseCommit());
        var earlier = new AttemptKey(revision.followUpOf(), revision.attempt());
        var sessionId = revision.sessionId();
        if (sessionId != null) {
            var prompt = revisions.goOn(order, revision, task.branch(), continued);
            try {
                return agent.resume(
                        key,
                        new CodeAgent.Session(earlier, sessionId),
                        order.options(),
                        prompt,
                        secretsOf(order),
                        stop,
                        new Recording(key, trees, prompt));
            } catch (SessionGone gone) {
                LOG.info("{} begins anew: {}", key, gone.getMessage());
            }
        }
        var lastWords = agent.lastWords(earlier).orElse(null);
        var prompt = revisions.beginAnew(order, revision, task.branch(), continued, lastWords);
        fix(key, prompt);
        return begin(key, task, prompt, stop, trees);
    }

    private void fix(AttemptKey key, String prompt) {
        var bytes = prompt.getBytes(StandardCharsets.UTF_8);
        commands.sendAndWait(new RecordPrompt(key.taskId(), key.attempt(), artifacts.keep(bytes), bytes.length));
    }

    /** What the agent says to the comments is of use to the reviewer; without it the change is as good. */
    private void tellAnswers(AttemptKey key, RevisionBrief revision, @Nullable String lastWords) {
        var answers = lastWords == null ? List.<CommentAnswer>of() : CommentAnswers.in(lastWords, revision.comments());
        if (answers.isEmpty()) {
            return;
        }
        try {
            commands.sendAndWait(new RecordCommentAnswers(ReviewId.of(revision.followUpOf()), key.taskId(), answers));
        } catch (AxonException notTaken) {
            LOG.warn("What {} says to the comments was not recorded: {}", key, notTaken.getMessage());
        }
    }

    private Set<String> secretsOf(GenerationOrder order) {
        return vault.reveal(order.repositoryId()).map(Set::of).orElse(Set.of());
    }

    void capture(AttemptKey key, CaptureChanges task) throws AttemptFailure {
        var changes = workspaces.capture(key, task.order(), task.branch(), task.baseCommit());
        commands.sendAndWait(new RecordChanges(key.taskId(), key.attempt(), changes));
    }

    void push(AttemptKey key, PushBranch task) throws AttemptFailure {
        var branch = workspaces.push(key, task.order(), task.branch(), task.headCommit());
        commands.sendAndWait(new RecordPush(key.taskId(), key.attempt(), branch, task.headCommit()));
    }

    /** The agent's run, whose work tree is recorded meanwhile. */
    private interface Running {

        CodeAgent.Result with(TreeRecorder trees) throws AttemptFailure, StoppedException;
    }

    /** Writes down what the agent does, as it does it. */
    private final class Recording implements CodeAgent.Observer {

        private final AttemptKey key;

        private final TreeRecorder trees;

        private final @Nullable String prompt;

        /** With a prompt that is fixed no sooner than the agent has taken it; null where it is fixed already. */
        Recording(AttemptKey key, TreeRecorder trees, @Nullable String prompt) {
            this.key = key;
            this.trees = trees;
            this.prompt = prompt;
        }

        @Override
        public void started(AgentLaunch launch) {
            if (prompt != null) {
                fix(key, prompt);
            }
            commands.sendAndWait(new RecordAgentStart(key.taskId(), key.attempt(), launch));
        }

        @Override
        public void lines(List<OutputLine> lines) {
            transcripts.append(key, lines);
            if (!lines.isEmpty()) {
                trees.reached(lines.get(lines.size() - 1).number());
            }
        }

        @Override
        public void filesMayHaveChanged(long afterLine) {
            trees.wantTreeAfter(afterLine);
        }
    }
}
