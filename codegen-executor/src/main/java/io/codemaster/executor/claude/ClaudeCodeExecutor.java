package io.codemaster.executor.claude;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

import io.codemaster.api.artifact.ArtifactStore;
import io.codemaster.api.codegen.AgentLaunch;
import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.codegen.Failure;
import io.codemaster.api.codegen.FailureCode;
import io.codemaster.api.codegen.GenerationOptions;
import io.codemaster.api.codegen.GenerationStep;
import io.codemaster.api.codegen.OutputLine;
import io.codemaster.executor.claude.output.AgentOutput;
import io.codemaster.executor.claude.output.Redactor;
import io.codemaster.executor.claude.process.AgentProcesses;
import io.codemaster.executor.shared.AttemptFailure;
import io.codemaster.executor.shared.AttemptKey;
import io.codemaster.executor.shared.CodeAgent;
import io.codemaster.executor.shared.ModelAccess;
import io.codemaster.executor.shared.SessionGone;
import io.codemaster.executor.shared.StopSignal;
import io.codemaster.executor.shared.StoppedException;
import io.codemaster.executor.shared.WorkDirectory;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Tracer;

/** Runs Claude Code in the attempt's work tree. */
@Component
@EnableConfigurationProperties(ClaudeProperties.class)
final class ClaudeCodeExecutor implements CodeAgent {

    private static final Logger LOG = LoggerFactory.getLogger(ClaudeCodeExecutor.class);

    /** What the agent is called in traces. */
    private static final String AGENT = "claude-code";

    private final ClaudeProperties properties;

    private final WorkDirectory workDirectory;

    private final ModelAccess modelAccess;

    private final ArtifactStore artifacts;

    private final AgentMetrics metrics;

    private final Tracer tracer;

    private final CliInstallation installation = new CliInstallation(productPath());

    private final AgentProcesses processes;

    private final AgentSessions sessions;

    private final Clock clock = Clock.system(ZoneId.systemDefault());

    ClaudeCodeExecutor(
            ClaudeProperties properties,
            WorkDirectory workDirectory,
            ModelAccess modelAccess,
            ArtifactStore artifacts,
            MeterRegistry registry,
            OpenTelemetry telemetry) {
        this.properties = properties;
        this.workDirectory = workDirectory;
        this.modelAccess = modelAccess;
        this.artifacts = artifacts;
        this.metrics = new AgentMetrics(registry);
        this.tracer = telemetry.getTracer("io.codemaster.executor");
        this.processes = new AgentProcesses(properties.confinement(), properties.niceness());
        this.sessions = new AgentSessions(workDirectory);
    }

    @Override
    public Result run(
            AttemptKey key,
            GenerationOptions options,
            String prompt,
            Set<String> secrets,
            StopSignal stop,
            Observer observer)
            throws AttemptFailure, StoppedException {
        var talk = new Talk(UUID.randomUUID().toString(), false, AgentInvocation::command, null);
        return run(key, talk, options, prompt, secrets, stop, observer);
    }

    @Override
    public Answered ask(AttemptKey key, Question question, Set<String> secrets, StopSignal stop, Observer observer)
            throws AttemptFailure, StoppedException {
        var interview = new Interview(question.judge(), artifacts);
        Words words = (cli, sessionId, options, model) ->
                AgentInvocation.question(cli, sessionId, options, model, question.schema());
        var talk = new Talk(UUID.randomUUID().toString(), false, words, interview);
        Result result = run(key, talk, question.options(), question.prompt(), secrets, stop, observer);
        String answer = result.failure() == null ? interview.answer() : null;
        if (result.failure() == null && answer == null) {
            result = new Result(result.outcome(), FailureClassifier.answerInvalid(""), result.lastWords());
        }
        return new Answered(result, answer, interview.rejected());
    }

    /** The words that the CLI is started with. */
    @FunctionalInterface
    private interface Words {
        List<String> of(Path cli, String sessionId, GenerationOptions options, @Nullable String model);
    }

    /**
     * How the agent is talked to.
     *
     * @param resumed whether the session was begun earlier
     * @param interview hears the answers in a fixed form; null where none is asked for
     */
    private record Talk(
            String sessionId,
            boolean resumed,
            Words words,
            @Nullable Interview interview) {}

    @Override
    public Result resume(
            AttemptKey key,
            Session earlier,
            GenerationOptions options,
            String prompt,
            Set<String> secrets,
            StopSignal stop,
            Observer observer)
            throws AttemptFailure, SessionGone, StoppedException {
        try {
            var home = new AgentHome(workDirectory.home(key));
            home.create();
            if (!sessions.lay(earlier.attempt(), earlier.id(), home, workDirectory.workspace(key))) {
                throw new SessionGone("The conversation " + earlier.id() + " is not kept any more.");
            }
        } catch (IOException e) {
            LOG.warn("The conversation {} of {} cannot be gone on with", earlier.id(), earlier.attempt(), e);
            throw new SessionGone("The conversation " + earlier.id() + " cannot be read.");
        }
        var resumed = new ResumedObserver(observer);
        var talk = new Talk(earlier.id(), true, AgentInvocation::resume, null);
        var result = run(key, talk, options, prompt, secrets, stop, resumed);
        if (!resumed.found()) {
            throw new SessionGone("The agent does not know the conversation " + earlier.id() + ".");
        }
        return result;
    }

    @Override
    public Optional<String> lastWords(AttemptKey key) {
        try {
            return sessions.lastWords(key);
        } catch (IOException e) {
            LOG.warn("The last words of {} cannot be read", key, e);
            return Optional.empty();
        }
    }

    private Result run(
            AttemptKey key,
            Talk talk,
            GenerationOptions options,
            String prompt,
            Set<String> secrets,
            StopSignal stop,
            Observer observer)
            throws AttemptFailure, StoppedException {
        Path cli = installation.locate(properties.command());
        String version = installation.version(cli);
        try (ModelAccess.Grant grant = modelAccess.open(key)) {
            var result = timed(run(key, talk, options, prompt, secrets, stop, observer, cli, version, grant), grant);
            if (result.failure() == null && talk.interview() == null) {
                keep(key, talk.sessionId(), result.lastWords());
            }
            return result;
        } catch (IOException e) {
            throw notStarted(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AttemptFailure(
                    FailureCode.INTERRUPTED,
                    GenerationStep.GENERATE,
                    "The agent was stopped because the product is being stopped.",
                    e);
        }
    }

    /** A conversation that cannot be kept costs a follow-up its memory; it does not cost the generation. */
    private void keep(AttemptKey key, String sessionId, @Nullable String lastWords) {
        try {
            sessions.keep(key, sessionId, new AgentHome(workDirectory.home(key)), lastWords);
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("The conversation of {} cannot be kept", key, e);
        }
    }

    @Override
    public Optional<String> version() {
        try {
            return Optional.of(installation.version(installation.locate(properties.command())));
        } catch (AttemptFailure missing) {
            return Optional.empty();
        }
    }

    @Override
    public List<AttemptKey> endLeftovers() {
        var ended = new ArrayList<AttemptKey>();
        for (Path task : directories(workDirectory.runs())) {
            for (Path attempt : directories(task)) {
                key(task, attempt).filter(this::endLeftovers).ifPresent(ended::add);
            }
        }
        return List.copyOf(ended);
    }

    @Override
    public List<OutputLine> spooledLines(AttemptKey key, Set<String> secrets) {
        try {
            return AgentOutput.reread(
                    workDirectory.control(key),
                    new Redactor(Stream.concat(properties.secrets(), secrets.stream())
                            .toList()),
                    artifacts);
        } catch (IOException e) {
            LOG.error("The spooled output of {} cannot be read", key, e);
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    @SuppressWarnings("try") // the scope is there to be closed
    private Result run(
            AttemptKey key,
            Talk talk,
            GenerationOptions options,
            String prompt,
            Set<String> secrets,
            StopSignal stop,
            Observer observer,
            Path cli,
            String version,
            ModelAccess.Grant grant)
            throws IOException, InterruptedException, StoppedException {
        var home = new AgentHome(workDirectory.home(key));
        home.create();
        Path control = workDirectory.control(key);
        Files.createDirectories(control);
        String model = model(options);
        Map<String, String> environment = AgentInvocation.environment(
                installation.searchPath(), home, grant.baseUrl(), grant.token(), properties.modelRetries());
        var trace = AgentTrace.begin(tracer, key, AGENT, model, talk.sessionId());
        var run = new AgentRun(
                key.toString(),
                options,
                stop,
                observer,
                new Redactor(allSecrets(secrets, grant)),
                properties.terminationGrace(),
                control,
                metrics,
                clock,
                talk.interview(),
                trace);
        Result result = null;
        try (var scope = trace.context().makeCurrent()) {
            result = run.run(
                    () -> processes.start(
                            key.toString(),
                            talk.words().of(cli, talk.sessionId(), options, model),
                            environment,
                            workDirectory.workspace(key),
                            control),
                    prompt,
                    new AgentLaunch(
                            talk.sessionId(),
                            version,
                            model,
                            modelAccess.isDemo(),
                            processes.confinement().label(),
                            talk.resumed() ? talk.sessionId() : null),
                    artifacts);
            return result;
        } finally {
            trace.end(result);
        }
    }

    /** The CLI does not print when a limit passes; the way to the model has heard it. */
    private static Result timed(Result result, ModelAccess.Grant grant) {
        Failure failure = result.failure();
        if (failure == null || failure.code() != FailureCode.QUOTA_EXHAUSTED || failure.passesAt() != null) {
            return result;
        }
        return grant.limitedUntil()
                .map(until -> new Result(
                        result.outcome(),
                        new Failure(failure.code(), failure.step(), failure.message(), until),
                        result.lastWords()))
                .orElse(result);
    }

    private Set<String> allSecrets(Set<String> secrets, ModelAccess.Grant grant) {
        var all = new HashSet<>(secrets);
        properties.secrets().forEach(all::add);
        all.add(grant.token());
        return all;
    }

    private @Nullable String model(GenerationOptions options) {
        return Stream.of(Optional.ofNullable(options.model()), Optional.ofNullable(properties.model()))
                .flatMap(Optional::stream)
                .filter(name -> !name.isBlank())
                .findFirst()
                .orElse(null);
    }

    private boolean endLeftovers(AttemptKey key) {
        try {
            return AgentProcesses.endLeftovers(workDirectory.control(key));
        } catch (IOException e) {
            LOG.error("What is left of {} cannot be ended", key, e);
            return true;
        }
    }

    private static AttemptFailure notStarted(IOException e) {
        String message = String.valueOf(e.getMessage());
        boolean full = message.toLowerCase(Locale.ROOT).contains("no space left");
        return full
                ? new AttemptFailure(
                        FailureCode.DISK_FULL,
                        GenerationStep.GENERATE,
                        "There is no room left on the disk of the work directory. Make room, then try again.",
                        e)
                : new AttemptFailure(
                        FailureCode.CLI_START_FAILED,
                        GenerationStep.GENERATE,
                        "Claude Code could not be started: " + message
                                + ". Run ./codemaster doctor to check the installation.",
                        e);
    }

    private static Optional<AttemptKey> key(Path task, Path attempt) {
        try {
            int number = Integer.parseInt(attempt.getFileName().toString());
            return Optional.of(
                    new AttemptKey(new CodegenTaskId(task.getFileName().toString()), number));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static List<Path> directories(Path parent) {
        if (!Files.isDirectory(parent)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(parent)) {
            return children.filter(Files::isDirectory).sorted().toList();
        } catch (IOException e) {
            LOG.error("{} cannot be listed", parent, e);
            return List.of();
        }
    }

    private static String productPath() {
        String path = System.getenv("PATH");
        return path == null ? "" : path;
    }
}
