package io.codemaster.executor.claude;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.codemaster.api.codegen.Failure;
import io.codemaster.api.codegen.FailureCode;
import io.codemaster.executor.shared.AttemptFailure;
import io.codemaster.executor.shared.AttemptKey;
import io.codemaster.executor.shared.CodeAgent;
import io.codemaster.executor.shared.StopSignal;

/** The real CLI, asked for an answer in a fixed form. */
class AnsweringAgentIT {

    private static final CodeAgent.AnswerJudge CONTENT = json -> Optional.empty();

    private static final String SCHEMA;

    static {
        try {
            SCHEMA = Files.readString(
                    Path.of("src/main/resources/io/codemaster/executor/inspection/analysis.schema.json"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @TempDir
    private Path root;

    private final RecordingObserver observer = new RecordingObserver();

    private AgentBench bench;

    private AttemptKey key;

    @BeforeEach
    void aWorkTree() throws IOException {
        bench = AgentBench.real(root);
        key = bench.attempt();
        Path source = bench.work().workspace(key).resolve("src/Greeter.java");
        Files.createDirectories(source.getParent());
        Files.writeString(source, "class Greeter {}\n");
    }

    @Test
    void aGoodAnswerIsTakenAndEveryLineIsKept() throws AttemptFailure {
        var answered = bench.ask(key, "[[scenario:answer-good]]", SCHEMA, CONTENT, observer);

        assertThat(answered.result().failure()).isNull();
        assertThat(answered.rejected()).isNull();
        assertThat(answered.answer()).contains("\"fileCount\":1").contains("Greets.");
        assertThat(answered.result().outcome().lines())
                .isEqualTo(observer.lines().size());
        assertThat(observer.text()).contains("class Greeter").contains("\"structured_output\"");
        assertThat(observer.changes()).isEmpty();
        assertThat(AgentBench.processesOf(key, root)).isEmpty();
    }

    @Test
    void onlyReadingToolsAreThereAndOnlyTheWorkTreeIsRead() throws AttemptFailure {
        var answered = bench.ask(key, "[[scenario:answer-forbidden]]", SCHEMA, CONTENT, observer);

        assertThat(answered.result().failure()).isNull();
        assertThat(observer.lines().get(0).text())
                .contains("\"Read\"")
                .doesNotContain("\"Write\"")
                .doesNotContain("\"Bash\"");
        assertThat(bench.work().workspace(key).resolve("written.txt")).doesNotExist();
        assertThat(bench.work().workspace(key).resolve("touched.txt")).doesNotExist();
        assertThat(observer.text()).doesNotContain("root:x:0");
    }

    @Test
    void anAnswerThatIsBrokenTwiceFailsAndIsKept() throws AttemptFailure {
        var answered = bench.ask(key, "[[scenario:answer-broken-twice]]", SCHEMA, CONTENT, observer);

        assertThat(answered.answer()).isNull();
        assertThat(answered.result().failure()).extracting(Failure::code).isEqualTo(FailureCode.ANSWER_INVALID);
        assertThat(answered.rejected()).isEqualTo("{\"modules\":\"many\"}");
        assertThat(results()).isEqualTo(2);
    }

    @Test
    void anAnswerThatIsMendedWhenItIsAskedForAgainIsTaken() throws AttemptFailure {
        var answered = bench.ask(key, "[[scenario:answer-broken-once]]", SCHEMA, CONTENT, observer);

        assertThat(answered.result().failure()).isNull();
        assertThat(answered.answer()).contains("Greets.");
        assertThat(answered.rejected()).isNull();
        assertThat(results()).isEqualTo(2);
    }

    @Test
    void anAnswerThatNeverComesFailsWithWhatWasSaid() throws AttemptFailure {
        var answered = bench.ask(key, "[[scenario:answer-never]]", SCHEMA, CONTENT, observer);

        assertThat(answered.answer()).isNull();
        assertThat(answered.result().failure()).extracting(Failure::code).isEqualTo(FailureCode.ANSWER_INVALID);
        assertThat(answered.rejected()).contains("a fine one");
        assertThat(results()).isEqualTo(2);
    }

    @Test
    void anAnswerThatTheProductDoesNotAcceptIsAskedForOnceMore() throws AttemptFailure {
        var judged = new AtomicInteger();

        var answered = bench.ask(
                key,
                "[[scenario:answer-good]]",
                SCHEMA,
                json -> {
                    judged.incrementAndGet();
                    return Optional.of("/modules: too few.");
                },
                observer);

        assertThat(judged).hasValueBetween(1, 2);
        assertThat(answered.answer()).isNull();
        assertThat(answered.result().failure()).extracting(Failure::code).isEqualTo(FailureCode.ANSWER_INVALID);
        assertThat(answered.rejected()).contains("Greets.");
    }

    @Test
    void aStoppedQuestionLeavesNothingBehind() throws Exception {
        var stop = new StopSignal();
        var asked = CompletableFuture.supplyAsync(() -> {
            try {
                return bench.ask(key, "[[scenario:answer-hangs]]", SCHEMA, CONTENT, stop, observer);
            } catch (AttemptFailure e) {
                throw new AssertionError(e);
            }
        });
        await().atMost(Duration.ofMinutes(1)).until(() -> observer.launch() != null);

        stop.stop(StopSignal.Reason.CANCELLED);

        assertThat(asked.get(20, java.util.concurrent.TimeUnit.SECONDS).result().failure())
                .extracting(Failure::code)
                .isEqualTo(FailureCode.INTERRUPTED);
        assertThat(AgentBench.processesOf(key, root)).isEmpty();
        assertThat(Objects.requireNonNull(observer.launch()).demo()).isTrue();
    }

    private long results() {
        return observer.lines().stream()
                .filter(it -> it.text().contains("\"type\":\"result\""))
                .count();
    }
}
