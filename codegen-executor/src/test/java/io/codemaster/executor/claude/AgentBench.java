package io.codemaster.executor.claude;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.codegen.GenerationOptions;
import io.codemaster.executor.claude.process.Confinement;
import io.codemaster.executor.model.TestingModel;
import io.codemaster.executor.shared.AttemptFailure;
import io.codemaster.executor.shared.AttemptKey;
import io.codemaster.executor.shared.CodeAgent;
import io.codemaster.executor.shared.InMemoryArtifacts;
import io.codemaster.executor.shared.ModelAccess;
import io.codemaster.executor.shared.SessionGone;
import io.codemaster.executor.shared.StopSignal;
import io.codemaster.executor.shared.StoppedException;
import io.codemaster.executor.shared.WorkDirectory;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;

/** All that an agent needs to run in a test: a work directory, a scripted model, the real CLI or any other program. */
final class AgentBench {

    static final Path SCENARIOS = Path.of("src/test/resources/scenarios").toAbsolutePath();

    private final WorkDirectory work;

    private final ModelAccess model;

    private final InMemoryArtifacts artifacts = new InMemoryArtifacts();

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    private final ClaudeCodeExecutor executor;

    private AgentBench(Path root, String command, Confinement confinement, Path scenarios) {
        this.work = new WorkDirectory(root);
        this.model = TestingModel.scripted(scenarios);
        var properties = new ClaudeProperties(
                command,
                null,
                "sk-ant-api03-the-real-key-000000000000",
                null,
                null,
                confinement,
                10,
                1,
                Duration.ofSeconds(3));
        this.executor = new ClaudeCodeExecutor(properties, work, model, artifacts, meters, OpenTelemetry.noop());
    }

    /** With the real CLI. */
    static AgentBench real(Path root) {
        return new AgentBench(root, realCli().toString(), Confinement.AUTO, SCENARIOS);
    }

    static AgentBench real(Path root, Confinement confinement) {
        return new AgentBench(root, realCli().toString(), confinement, SCENARIOS);
    }

    /** With a shell script in the CLI's place. */
    static AgentBench scripted(Path root, String script, Confinement confinement) throws IOException {
        Path program = root.resolve("scripted-claude");
        Files.writeString(
                program,
                "#!/bin/bash\nif [ \"$1\" = --version ]; then echo '2.1.330 (Claude Code)'; exit 0; fi\n" + script
                        + "\n");
        if (!program.toFile().setExecutable(true)) {
            throw new IOException(program + " cannot be made executable");
        }
        return new AgentBench(root, program.toString(), confinement, SCENARIOS);
    }

    static AgentBench scripted(Path root, String script) throws IOException {
        return scripted(root, script, Confinement.AUTO);
    }

    /** The pinned CLI; there is no test of the agent without it. */
    static Path realCli() {
        String path = System.getenv("PATH");
        return Stream.concat(
                        Stream.ofNullable(System.getenv("CODEMASTER_CLAUDE")).map(Path::of),
                        Stream.concat(
                                Stream.of((path == null ? "" : path).split(":", -1))
                                        .map(directory -> Path.of(directory, "claude")),
                                Stream.of(Path.of("/opt/probe/node_modules/.bin/claude"))))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new AssertionError(
                        "These tests need the real Claude Code CLI: npm install -g @anthropic-ai/claude-code@"
                                + CliInstallation.PINNED_VERSION + ", or set CODEMASTER_CLAUDE to its path"));
    }

    /** A new attempt with an empty work tree. */
    AttemptKey attempt() throws IOException {
        var key = new AttemptKey(CodegenTaskId.random(), 1);
        Files.createDirectories(work.workspace(key));
        return key;
    }

    CodeAgent.Result run(AttemptKey key, String prompt, CodeAgent.Observer observer) throws AttemptFailure {
        return run(key, options(), prompt, new StopSignal(), observer);
    }

    CodeAgent.Result run(
            AttemptKey key, GenerationOptions options, String prompt, StopSignal stop, CodeAgent.Observer observer)
            throws AttemptFailure {
        try {
            return executor.run(key, options, prompt, Set.of("the-repository-token"), stop, observer);
        } catch (StoppedException tooEarly) {
            throw new AssertionError(tooEarly);
        }
    }

    CodeAgent.Answered ask(
            AttemptKey key, String prompt, String schema, CodeAgent.AnswerJudge judge, CodeAgent.Observer observer)
            throws AttemptFailure {
        return ask(key, prompt, schema, judge, new StopSignal(), observer);
    }

    CodeAgent.Answered ask(
            AttemptKey key,
            String prompt,
            String schema,
            CodeAgent.AnswerJudge judge,
            StopSignal stop,
            CodeAgent.Observer observer)
            throws AttemptFailure {
        var question = new CodeAgent.Question(options(), prompt, schema, judge);
        try {
            return executor.ask(key, question, Set.of("the-repository-token"), stop, observer);
        } catch (StoppedException tooEarly) {
            throw new AssertionError(tooEarly);
        }
    }

    CodeAgent.Result resume(AttemptKey key, CodeAgent.Session earlier, String prompt, CodeAgent.Observer observer)
            throws AttemptFailure, SessionGone {
        try {
            return executor.resume(
                    key, earlier, options(), prompt, Set.of("the-repository-token"), new StopSignal(), observer);
        } catch (StoppedException tooEarly) {
            throw new AssertionError(tooEarly);
        }
    }

    static GenerationOptions options() {
        return options(50, "10", Duration.ofMinutes(5), Duration.ofMinutes(2), null);
    }

    static GenerationOptions options(
            int maxTurns, String budget, Duration timeLimit, Duration inactivity, @Nullable String model) {
        return new GenerationOptions(
                null, null, model, maxTurns, new BigDecimal(budget), timeLimit, inactivity, 0, Duration.ofSeconds(1));
    }

    ClaudeCodeExecutor executor() {
        return executor;
    }

    WorkDirectory work() {
        return work;
    }

    ModelAccess model() {
        return model;
    }

    InMemoryArtifacts artifacts() {
        return artifacts;
    }

    SimpleMeterRegistry meters() {
        return meters;
    }

    /** Processes that carry the run's mark or work in its directory, zombies left out. */
    static List<Long> processesOf(AttemptKey key, Path root) {
        try (Stream<Path> all = Files.list(Path.of("/proc"))) {
            return all.filter(entry -> entry.getFileName().toString().matches("\\d+"))
                    .filter(entry -> belongs(entry, key, root))
                    .map(entry -> Long.parseLong(entry.getFileName().toString()))
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static boolean belongs(Path process, AttemptKey key, Path root) {
        try {
            String stat = Files.readString(process.resolve("stat"));
            if (stat.substring(stat.lastIndexOf(')')).startsWith(") Z")) {
                return false;
            }
            String directory = Files.readSymbolicLink(process.resolve("cwd")).toString();
            String environment =
                    Files.readString(process.resolve("environ"), java.nio.charset.StandardCharsets.ISO_8859_1);
            return directory.startsWith(root.resolve("runs").toString())
                    || environment.contains("CODEMASTER_RUN=" + key);
        } catch (IOException e) {
            return false;
        }
    }
}
