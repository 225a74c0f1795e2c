package io.codemaster.executor.codegen;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;

import io.codemaster.api.artifact.ArtifactStore;
import io.codemaster.api.budget.BudgetAllowance;
import io.codemaster.api.budget.CheckBudget;
import io.codemaster.api.codegen.CaptureChanges;
import io.codemaster.api.codegen.CapturedChanges;
import io.codemaster.api.codegen.CloseTranscript;
import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.codegen.FailureCode;
import io.codemaster.api.codegen.GenerationOptions;
import io.codemaster.api.codegen.GenerationOrder;
import io.codemaster.api.codegen.OpenTranscript;
import io.codemaster.api.codegen.OutputLine;
import io.codemaster.api.codegen.PrepareWorkspace;
import io.codemaster.api.codegen.PushBranch;
import io.codemaster.api.codegen.RecordAgentEnd;
import io.codemaster.api.codegen.RecordAgentStart;
import io.codemaster.api.codegen.RecordChanges;
import io.codemaster.api.codegen.RecordOutput;
import io.codemaster.api.codegen.RecordPrompt;
import io.codemaster.api.codegen.RecordPush;
import io.codemaster.api.codegen.RecordWorkspace;
import io.codemaster.api.codegen.RecordWorkspaceTree;
import io.codemaster.api.codegen.RevisionBrief;
import io.codemaster.api.codegen.RevisionBrief.LineRequest;
import io.codemaster.api.codegen.RunAgent;
import io.codemaster.api.project.ProjectId;
import io.codemaster.api.repository.Platform;
import io.codemaster.api.repository.RepositoryId;
import io.codemaster.api.repository.SealedSecret;
import io.codemaster.api.repository.SecretVault;
import io.codemaster.api.requirement.Delivery;
import io.codemaster.api.requirement.RequirementId;
import io.codemaster.api.review.CommentAnswer;
import io.codemaster.api.review.RecordCommentAnswers;
import io.codemaster.api.review.ReviewId;
import io.codemaster.executor.model.TestingModel;
import io.codemaster.executor.shared.AttemptKey;
import io.codemaster.executor.shared.InMemoryArtifacts;
import io.codemaster.executor.shared.ModelAccess;
import io.codemaster.executor.shared.StopSignal;
import io.codemaster.executor.shared.StoppedException;
import io.codemaster.executor.shared.WorkDirectory;
import io.codemaster.executor.shared.Workspaces;
import io.codemaster.testing.git.TestingGitServer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;

/** A change is sent back and gone on with: the real agent, real git, and everything that is reported of it. */
class FollowUpStepsIT {

    private static final String TOKEN = "the-repository-token";

    @TempDir
    private Path root;

    private final InMemoryArtifacts artifacts = new InMemoryArtifacts();

    private final List<Object> reports = new CopyOnWriteArrayList<>();

    private TestingGitServer server;

    private TestingGitServer.TestingRepository repository;

    private WorkDirectory work;

    private AnnotationConfigApplicationContext context;

    private AttemptSteps steps;

    private AttemptKey first;

    private CapturedChanges delivered;

    /** Of the budget; null for no budget. */
    private @Nullable BigDecimal left;

    @BeforeEach
    void deliver() throws Exception {
        server = TestingGitServer.start(root.resolve("server"));
        repository = server.create("team/shop.git");
        repository.on("main").file("README.md", "# Shop\n").commit("Start");
        work = new WorkDirectory(root.resolve("work"));
        context = context(true);
        steps = context.getBean(AttemptSteps.class);
        first = new AttemptKey(CodegenTaskId.random(), 1);
        delivered = perform(first, order(null));
        context.getBean(Workspaces.class).discard(first);
    }

    @AfterEach
    void stop() {
        context.close();
        server.close();
    }

    @Test
    void theSameAgentGoesOnWithItsConversationAndAnswersTheComments() throws Exception {
        var follow = follow();
        var captured = perform(follow, order(brief(sessionId())));

        var launch = only(follow, RecordAgentStart.class).launch();
        assertThat(launch.resumedFrom()).isEqualTo(sessionId());
        assertThat(launch.sessionId()).isEqualTo(sessionId());
        assertThat(prompt(follow)).startsWith("A reviewer has read your change").doesNotContain("<requirement>");
        assertThat(repository.git("show", captured.headCommit() + ":notes.txt")).isEqualTo("first\nsecond");
        assertThat(repository.git("rev-list", "--count", "main..feature/req-PAY-12"))
                .isEqualTo("2");
        assertThat(Objects.requireNonNull(captured.round()).baseCommit()).isEqualTo(delivered.headCommit());
        assertThat(only(RecordCommentAnswers.class))
                .isEqualTo(new RecordCommentAnswers(
                        ReviewId.of(first.taskId()),
                        follow.taskId(),
                        List.of(new CommentAnswer("c-1", false, "It is as it was, [REDACTED:secret]."))));
    }

    @Test
    void anAgentWhoseConversationIsGoneIsToldTheHistory() throws Exception {
        try (Stream<Path> kept = Files.list(work.session(first))) {
            for (var file : kept.toList()) {
                Files.delete(file);
            }
        }
        var follow = follow();
        var captured = perform(follow, order(brief(sessionId())));

        var launch = only(follow, RecordAgentStart.class).launch();
        assertThat(launch.resumedFrom()).isNull();
        assertThat(launch.sessionId()).isNotEqualTo(sessionId());
        assertThat(prompt(follow))
                .contains(
                        "<requirement>",
                        "# What was done before",
                        "PAY-12: Refund an order (CodeMaster)",
                        "notes.txt |")
                .doesNotContain("summed it up");
        assertThat(repository.git("show", captured.headCommit() + ":notes.txt")).isEqualTo("first\nfirst");
        assertThat(only(RecordCommentAnswers.class).answers()).hasSize(1);
    }

    @Test
    void aConversationThatTheAgentDoesNotFindIsNoFailure() throws Exception {
        Files.writeString(work.session(first).resolve(sessionId() + ".jsonl"), "");
        var follow = follow();
        perform(follow, order(brief(sessionId())));

        assertThat(only(follow, RecordAgentStart.class).launch().resumedFrom()).isNull();
        assertThat(prompt(follow)).contains("# What was done before", "summed it up", "Wrote the first line.");
        var lines = reports.stream()
                .filter(RecordOutput.class::isInstance)
                .map(RecordOutput.class::cast)
                .filter(it -> it.transcriptId().equals(follow.transcriptId()))
                .flatMap(it -> it.lines().stream())
                .toList();
        assertThat(lines.get(0).number()).isEqualTo(1);
        assertThat(lines).extracting(OutputLine::text).noneMatch(line -> line.contains("No conversation found"));
    }

    @Test
    void aRetryOfAFollowUpGoesOnWithTheSameConversation() throws Exception {
        var order = order(brief(sessionId()));
        var follow = follow();
        perform(follow, order);
        repository.git("update-ref", "refs/heads/feature/req-PAY-12", delivered.headCommit());

        var again = new AttemptKey(follow.taskId(), 2);
        var captured = perform(again, order);

        assertThat(only(again, RecordAgentStart.class).launch().resumedFrom()).isEqualTo(sessionId());
        assertThat(repository.git("show", captured.headCommit() + ":notes.txt")).isEqualTo("first\nsecond");
    }

    @Test
    void withoutAnybodyWhoTakesTheAnswersTheChangeIsAsGood() throws Exception {
        context.close();
        context = context(false);
        steps = context.getBean(AttemptSteps.class);

        var follow = follow();
        perform(follow, order(brief(null)));

        assertThat(only(follow, RecordAgentEnd.class).failure()).isNull();
        assertThat(only(follow, RecordAgentStart.class).launch().resumedFrom()).isNull();
    }

    @Test
    void whatIsLeftOfABudgetEndsARunThatMayCostMore() throws Exception {
        left = new BigDecimal("0.01");
        var key = follow();
        var order = order(null, "overflow");
        assertThat(order.options().budgetUsd()).isEqualTo(BigDecimal.TEN);
        steps.prepare(key, new PrepareWorkspace(key.taskId(), 1, order), new StopSignal());
        var prepared = only(key, RecordWorkspace.class);

        steps.runAgent(
                key, new RunAgent(key.taskId(), 1, order, prepared.branch(), prepared.baseCommit()), new StopSignal());

        var end = only(key, RecordAgentEnd.class);
        assertThat(Objects.requireNonNull(end.failure()).code()).isEqualTo(FailureCode.BUDGET_EXHAUSTED);
        assertThat(end.outcome().usage().costUsd()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whoeverIsToldToStopBeforeTheAgentIsStartedSaysThatItIsStoppedAndNothingElse(boolean followUp)
            throws Exception {
        var key = follow();
        var order = order(followUp ? brief(sessionId()) : null);
        steps.prepare(key, new PrepareWorkspace(key.taskId(), 1, order), new StopSignal());
        var prepared = only(key, RecordWorkspace.class);
        var stop = new StopSignal();
        stop.stop(StopSignal.Reason.CANCELLED);

        assertThatThrownBy(() -> steps.runAgent(
                        key, new RunAgent(key.taskId(), 1, order, prepared.branch(), prepared.baseCommit()), stop))
                .isInstanceOf(StoppedException.class);

        assertThat(reports)
                .filteredOn(it -> it.toString().contains("taskId=" + key.taskId()))
                .noneMatch(it -> it instanceof RecordAgentStart || it instanceof RecordAgentEnd);
    }

    private CapturedChanges perform(AttemptKey key, GenerationOrder order) throws Exception {
        var task = key.taskId();
        int attempt = key.attempt();
        steps.prepare(key, new PrepareWorkspace(task, attempt, order), new StopSignal());
        var prepared = only(key, RecordWorkspace.class);
        steps.runAgent(
                key, new RunAgent(task, attempt, order, prepared.branch(), prepared.baseCommit()), new StopSignal());
        assertThat(only(key, RecordAgentEnd.class).failure()).isNull();
        steps.capture(key, new CaptureChanges(task, attempt, order, prepared.branch(), prepared.baseCommit()));
        var changes = only(key, RecordChanges.class).changes();
        steps.push(key, new PushBranch(task, attempt, order, prepared.branch(), changes.headCommit()));
        return changes;
    }

    private static AttemptKey follow() {
        return new AttemptKey(CodegenTaskId.random(), 1);
    }

    private String sessionId() {
        return only(first, RecordAgentStart.class).launch().sessionId();
    }

    private String prompt(AttemptKey key) {
        return new String(artifacts.bytes(only(key, RecordPrompt.class).prompt()), UTF_8);
    }

    private <T> T only(Class<T> type) {
        var found = reports.stream().filter(type::isInstance).map(type::cast).toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    /** The one report of this kind that names this attempt. */
    private <T> T only(AttemptKey key, Class<T> type) {
        var found = reports.stream()
                .filter(type::isInstance)
                .filter(it -> it.toString().contains("taskId=" + key.taskId() + ", attempt=" + key.attempt()))
                .map(type::cast)
                .toList();
        assertThat(found).as(type.getSimpleName()).hasSize(1);
        return found.get(0);
    }

    private RevisionBrief brief(@Nullable String sessionId) {
        return new RevisionBrief(
                first.taskId(),
                first.attempt(),
                1,
                delivered.baseCommit(),
                new Delivery("feature/req-PAY-12", delivered.headCommit()),
                sessionId,
                "One more line, please.",
                List.of(new LineRequest("c-1", "notes.txt", "NEW", 1, 1, "first", "Say it again.")));
    }

    private GenerationOrder order(@Nullable RevisionBrief revision) {
        return order(revision, "revise");
    }

    private GenerationOrder order(@Nullable RevisionBrief revision, String scenario) {
        return new GenerationOrder(
                new RequirementId("r-1"),
                "PAY-12",
                new ProjectId("p-1"),
                new RepositoryId("repository-1"),
                server.url("team/shop.git"),
                Platform.GIT,
                "main",
                "main",
                "Refund an order",
                "Play [[scenario:" + scenario + "]].",
                null,
                new GenerationOptions(
                        null,
                        null,
                        null,
                        50,
                        BigDecimal.TEN,
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(2),
                        0,
                        Duration.ofSeconds(1)),
                null,
                null,
                revision);
    }

    private AnnotationConfigApplicationContext context(boolean answersAreTaken) throws ClassNotFoundException {
        var made = new AnnotationConfigApplicationContext();
        made.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "test",
                        Map.of(
                                "codemaster.claude.command",
                                Objects.requireNonNullElse(
                                        System.getenv("CODEMASTER_CLAUDE"), "/opt/probe/node_modules/.bin/claude"),
                                "codemaster.git.insecure-hosts",
                                server.host())));
        made.registerBean(WorkDirectory.class, () -> work);
        made.registerBean(ArtifactStore.class, () -> artifacts);
        made.registerBean(SecretVault.class, Vault::new);
        made.registerBean(MeterRegistry.class, SimpleMeterRegistry::new);
        made.registerBean(OpenTelemetry.class, OpenTelemetry::noop);
        made.registerBean(
                ModelAccess.class,
                () -> TestingModel.scripted(
                        Path.of("src/test/resources/scenarios").toAbsolutePath()));
        made.registerBean(CommandGateway.class, () -> gateway(answersAreTaken));
        made.register(
                AttemptSteps.class,
                PromptComposer.class,
                PromptMaterial.class,
                PromptAnalysis.class,
                RevisionPromptComposer.class,
                TranscriptWriter.class,
                Class.forName("io.codemaster.executor.git.GitConfiguration"),
                Class.forName("io.codemaster.executor.git.GitWorkspaces"),
                Class.forName("io.codemaster.executor.claude.ClaudeCodeExecutor"));
        made.refresh();
        return made;
    }

    private CommandGateway gateway(boolean answersAreTaken) {
        var bus = SimpleCommandBus.builder().build();
        var taken = Stream.of(
                RecordWorkspace.class,
                RecordPrompt.class,
                RecordAgentStart.class,
                RecordAgentEnd.class,
                RecordOutput.class,
                RecordWorkspaceTree.class,
                RecordChanges.class,
                RecordPush.class,
                OpenTranscript.class,
                CloseTranscript.class);
        Stream.concat(taken, answersAreTaken ? Stream.of(RecordCommentAnswers.class) : Stream.of())
                .forEach(type -> bus.subscribe(type.getName(), command -> {
                    reports.add(command.getPayload());
                    return null;
                }));
        bus.subscribe(CheckBudget.class.getName(), command -> new BudgetAllowance(left));
        return DefaultCommandGateway.builder().commandBus(bus).build();
    }

    /** Knows one token for everything. */
    private static final class Vault implements SecretVault {

        @Override
        public SealedSecret seal(RepositoryId repositoryId, String secret) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String unseal(RepositoryId repositoryId, SealedSecret secret) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void keep(RepositoryId repositoryId, SealedSecret secret) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void forget(RepositoryId repositoryId) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<String> reveal(RepositoryId repositoryId) {
            return Optional.of(TOKEN);
        }
    }
}
