package io.codemaster.executor.codegen;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;

import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.stereotype.Component;

import io.codemaster.api.artifact.ArtifactStore;
import io.codemaster.api.codegen.AgentLaunch;
import io.codemaster.api.codegen.CaptureChanges;
import io.codemaster.api.codegen.GenerationOrder;
import io.codemaster.api.codegen.OutputLine;
import io.codemaster.api.codegen.PrepareWorkspace;
import io.codemaster.api.codegen.PushBranch;
import io.codemaster.api.codegen.RecordAgentEnd;
import io.codemaster.api.codegen.RecordAgentStart;
import io.codemaster.api.codegen.RecordChanges;
import io.codemaster.api.codegen.RecordPrompt;
import io.codemaster.api.codegen.RecordPush;
import io.codemaster.api.codegen.RecordWorkspace;
import io.codemaster.api.codegen.RunAgent;
import io.codemaster.api.repository.SecretVault;
import io.codemaster.executor.shared.AttemptFailure;
import io.codemaster.executor.shared.AttemptKey;
import io.codemaster.executor.shared.CodeAgent;
import io.codemaster.executor.shared.StopSignal;
import io.codemaster.executor.shared.StoppedException;
import io.codemaster.executor.shared.Workspaces;

/** What an attempt is made of. Each step does its work and reports what became of it; none knows what comes next. */
@Component
class AttemptSteps {

    private final CommandGateway commands;

    private final Workspaces workspaces;

    private final CodeAgent agent;

    private final PromptComposer prompts;

    private final TranscriptWriter transcripts;

    private final ArtifactStore artifacts;

    private final SecretVault vault;

    AttemptSteps(
            CommandGateway commands,
            Workspaces workspaces,
            CodeAgent agent,
            PromptComposer prompts,
            TranscriptWriter transcripts,
            ArtifactStore artifacts,
            SecretVault vault) {
        this.commands = commands;
        this.workspaces = workspaces;
        this.agent = agent;
        this.prompts = prompts;
        this.transcripts = transcripts;
        this.artifacts = artifacts;
        this.vault = vault;
    }

    void prepare(AttemptKey key, PrepareWorkspace task, StopSignal stop) throws AttemptFailure, StoppedException {
        var prepared = workspaces.prepare(key, task.order(), stop);
        commands.sendAndWait(
                new RecordWorkspace(key.taskId(), key.attempt(), prepared.branch(), prepared.baseCommit()));
    }

    void runAgent(AttemptKey key, RunAgent task, StopSignal stop) throws AttemptFailure, IOException {
        var prompt = prompts.compose(task.order(), task.branch());
        var bytes = prompt.getBytes(StandardCharsets.UTF_8);
        commands.sendAndWait(new RecordPrompt(key.taskId(), key.attempt(), artifacts.keep(bytes), bytes.length));
        transcripts.open(key, task.order().repositoryId());
        CodeAgent.Result result;
        try (var trees = new TreeRecorder(key, workspaces, commands)) {
            result = agent.run(
                    key, task.order().options(), prompt, secretsOf(task.order()), stop, new Recording(key, trees));
        } finally {
            transcripts.close(key);
        }
        commands.sendAndWait(
                new RecordAgentEnd(key.taskId(), key.attempt(), result.outcome(), result.failure(), Instant.now()));
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

    /** Writes down what the agent does, as it does it. */
    private final class Recording implements CodeAgent.Observer {

        private final AttemptKey key;

        private final TreeRecorder trees;

        Recording(AttemptKey key, TreeRecorder trees) {
            this.key = key;
            this.trees = trees;
        }

        @Override
        public void started(AgentLaunch launch) {
            commands.sendAndWait(new RecordAgentStart(key.taskId(), key.attempt(), launch));
        }

        @Override
        public void lines(List<OutputLine> lines) {
            transcripts.append(key, lines);
        }

        @Override
        public void filesMayHaveChanged(long afterLine) {
            trees.wantTreeAfter(afterLine);
        }
    }
}
