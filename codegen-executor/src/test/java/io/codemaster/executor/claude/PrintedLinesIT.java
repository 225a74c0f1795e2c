package io.codemaster.executor.claude;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.codemaster.api.codegen.Failure;
import io.codemaster.api.codegen.FailureCode;
import io.codemaster.api.codegen.OutputLine;
import io.codemaster.executor.shared.AttemptFailure;
import io.codemaster.executor.shared.AttemptKey;
import io.codemaster.executor.shared.StopSignal;

/** Programs in the agent's place that print what no CLI should. */
class PrintedLinesIT {

    private static final String RESULT = "echo '{\"type\":\"result\",\"subtype\":\"success\",\"is_error\":false}'";

    @TempDir
    private Path root;

    private final RecordingObserver observer = new RecordingObserver();

    @Test
    void everyLineIsKeptAsItIs() throws IOException, AttemptFailure {
        run(
                "read -r prompt\nprintf 'plain text\\n\\n{\"a\":\"\\\\ud83d \\\\u0000\"}\\n \\001\\002\\n{\"a\":1} x\\n{\"broken\\r\\n'\n"
                        + RESULT);

        assertThat(observer.lines())
                .extracting(OutputLine::text)
                .startsWith(
                        "plain text", "", "{\"a\":\"\\ud83d \\u0000\"}", " \u0001\u0002", "{\"a\":1} x", "{\"broken\r");
        assertThat(observer.lines())
                .extracting(OutputLine::json)
                .containsExactly(false, false, true, false, false, false, true);
        assertThat(observer.lines()).extracting(OutputLine::number).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
    }

    @Test
    void bytesThatAreNoTextAreKept() throws IOException, AttemptFailure {
        run("printf 'bad \\377\\376 bytes\\n'\n" + RESULT);

        OutputLine line = observer.lines().get(0);
        assertThat(line.text()).isEqualTo("bad \uFFFD\uFFFD bytes");
        assertThat(Base64.getDecoder().decode(Objects.requireNonNull(line.base64())))
                .isEqualTo("bad \u00FF\u00FE bytes".getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void theAgentStandsBackForTheProduct() throws IOException, AttemptFailure {
        run("nice\n" + RESULT);

        assertThat(observer.lines().get(0).text()).isEqualTo("10");
    }

    @Test
    void aHugeLineIsAnArtifactWithAPreview() throws IOException, AttemptFailure {
        AgentBench bench = run("printf '{\"type\":\"assistant\",\"text\":\"'\n"
                + "head -c 12000000 /dev/zero | tr '\\0' 'x'\nprintf '\",\"half\":\"\\\\ud83d\",\"last\":1}\\n'\n"
                + RESULT);

        OutputLine line = observer.lines().get(0);
        assertThat(line.bytes()).isGreaterThan(12_000_000);
        assertThat(line.json()).isTrue();
        assertThat(line.text())
                .hasSizeLessThan(3000)
                .startsWith("{\"type\":\"assistant\"")
                .endsWith("\"half\":\"\\ud83d\",\"last\":1}");
        byte[] whole =
                bench.artifacts().find(Objects.requireNonNull(line.artifact())).orElseThrow();
        assertThat(whole).hasSize((int) line.bytes());
        assertThat(observer.lines()).hasSize(2);
    }

    @Test
    void aLastLineWithoutNewlineIsKeptAndMarked() throws IOException, AttemptFailure {
        run(RESULT + "\nprintf 'no newline'");

        assertThat(observer.lines()).last().satisfies(line -> {
            assertThat(line.text()).isEqualTo("no newline");
            assertThat(line.terminated()).isFalse();
        });
        assertThat(observer.lines().get(0).terminated()).isTrue();
    }

    @Test
    void secretsAreTakenOut() throws IOException, AttemptFailure {
        AgentBench bench = run(
                "echo '{\"type\":\"user\",\"t\":\"the-repository-token and ghp_abcdefghijklmnopqrstuvwxyz0123456789\"}'\n"
                        + "echo \"key $ANTHROPIC_API_KEY\"\n" + RESULT);

        assertThat(observer.text())
                .contains("[REDACTED:secret] and [REDACTED:github-token]", "key [REDACTED:secret]")
                .doesNotContain("the-repository-token", "ghp_");
        assertThat(observer.lines().get(0).redactions()).isEqualTo(2);
        assertThat(bench.meters().counter("codemaster.redactions").count()).isEqualTo(3);
    }

    @Test
    void aFloodLosesNothing() throws IOException, AttemptFailure {
        long start = System.nanoTime();
        run(
                "seq -f '{\"type\":\"assistant\",\"number\":%.0f,\"text\":\"some words that make the line a little longer than it need be\"}' 50000\n"
                        + RESULT);

        assertThat(observer.lines()).hasSize(50_001);
        assertThat(observer.batches()).allMatch(size -> size <= 256);
        System.err.println("50,000 lines in " + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start) + " ms, "
                + observer.batches().size() + " batches");
    }

    @Test
    void aSlowObserverLosesNothing() throws IOException, AttemptFailure {
        AgentBench bench = AgentBench.scripted(root, "seq 1 20000\necho x > printed\n" + RESULT);
        AttemptKey key = bench.attempt();
        var slow = new RecordingObserver() {
            @Override
            public void lines(List<OutputLine> batch) {
                if (batches().isEmpty()) {
                    org.awaitility.Awaitility.await()
                            .atMost(Duration.ofSeconds(20))
                            .until(() ->
                                    Files.exists(bench.work().workspace(key).resolve("printed")));
                }
                super.lines(batch);
            }
        };

        var result = bench.run(key, "hello", slow);

        assertThat(result.failure()).isNull();
        assertThat(slow.lines()).hasSize(20_001);
    }

    @Test
    void spooledLinesAreTheSameAgain() throws IOException, AttemptFailure {
        AgentBench bench = AgentBench.scripted(root, "echo one\nprintf 'bad \\377\\n'\n" + RESULT + "\nprintf rest");
        AttemptKey key = bench.attempt();

        bench.run(key, "hello", observer);

        assertThat(bench.executor().spooledLines(key, Set.of())).isEqualTo(observer.lines());
        assertThat(bench.executor().spooledLines(bench.attempt(), Set.of())).isEmpty();
    }

    @Test
    void exitCodesAreNamed() throws IOException, AttemptFailure {
        assertThat(failureOf("echo '{\"type\":\"system\",\"subtype\":\"init\"}'; echo 'it broke' >&2; exit 3"))
                .satisfies(failure -> {
                    assertThat(failure.code()).isEqualTo(FailureCode.NON_ZERO_EXIT);
                    assertThat(failure.message()).contains("exit code 3", "it broke");
                });
        assertThat(failureOf("echo 'error: unknown option' >&2; exit 1"))
                .extracting(Failure::code)
                .isEqualTo(FailureCode.CLI_START_FAILED);
        assertThat(failureOf("exit 0")).extracting(Failure::code).isEqualTo(FailureCode.NO_RESULT);
        assertThat(failureOf("trap 'exit 143' TERM; kill -TERM $$; sleep 1"))
                .extracting(Failure::code)
                .isEqualTo(FailureCode.KILLED);
    }

    @Test
    void aFailureQuotesNoSecretOfStderr() throws IOException, AttemptFailure {
        assertThat(failureOf("echo 'bad the-repository-token' >&2; exit 1").message())
                .contains("[REDACTED:secret]")
                .doesNotContain("the-repository-token");
    }

    @Test
    void silenceEndsTheRunEvenWhenNothingListens() throws IOException, AttemptFailure {
        AgentBench bench = AgentBench.scripted(root, "trap '' TERM INT HUP\nwhile :; do sleep 1; done");
        AttemptKey key = bench.attempt();
        var options = AgentBench.options(5, "1", Duration.ofMinutes(1), Duration.ofSeconds(1), null);

        var result = bench.run(key, options, "hello", new StopSignal(), observer);

        assertThat(result.failure()).extracting(Failure::code).isEqualTo(FailureCode.INACTIVE);
        assertThat(AgentBench.processesOf(key, root)).isEmpty();
    }

    @Test
    void anObserverThatFailsEndsTheRun() throws IOException {
        AgentBench bench = AgentBench.scripted(root, "while echo line; do sleep 0.1; done");
        AttemptKey key = bench.attempt();
        var failing = new RecordingObserver() {
            @Override
            public void lines(List<OutputLine> batch) {
                throw new IllegalStateException("the store is gone");
            }
        };

        org.assertj.core.api.Assertions.assertThatThrownBy(() -> bench.run(key, "hello", failing))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the store is gone");
        assertThat(AgentBench.processesOf(key, root)).isEmpty();
    }

    @Test
    void anInterruptedRunHandsOverWhatWasPrinted() throws IOException, AttemptFailure {
        AgentBench bench = AgentBench.scripted(root, "echo one; exec sleep 100");
        AttemptKey key = bench.attempt();
        Thread runner = Thread.currentThread();
        var interrupting = new RecordingObserver() {
            @Override
            public void lines(List<OutputLine> batch) {
                super.lines(batch);
                runner.interrupt();
            }
        };

        var result = bench.run(key, "hello", interrupting);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(result.failure()).extracting(Failure::code).isEqualTo(FailureCode.INTERRUPTED);
        assertThat(interrupting.lines()).extracting(OutputLine::text).containsExactly("one");
        assertThat(AgentBench.processesOf(key, root)).isEmpty();
    }

    @Test
    void unknownTypesAreCounted() throws IOException, AttemptFailure {
        AgentBench bench = run(
                "echo '{\"type\":\"brand_new\"}'\necho '{\"type\":\"system\",\"subtype\":\"odd_one\"}'\necho '{\"type\":\"Ünlimited\"}'\necho nonsense\n"
                        + RESULT);

        assertThat(bench.meters()
                        .counter("codemaster.agent.lines.unknown", "type", "brand_new")
                        .count())
                .isEqualTo(1);
        assertThat(bench.meters()
                        .counter("codemaster.agent.lines.unknown", "type", "system/odd_one")
                        .count())
                .isEqualTo(1);
        assertThat(bench.meters()
                        .counter("codemaster.agent.lines.unknown", "type", "other")
                        .count())
                .isEqualTo(1);
        assertThat(bench.meters().counter("codemaster.agent.lines.unparsed").count())
                .isEqualTo(1);
    }

    private AgentBench run(String script) throws IOException, AttemptFailure {
        AgentBench bench = AgentBench.scripted(root, script);
        var result = bench.run(bench.attempt(), "hello", observer);
        assertThat(result.failure()).isNull();
        return bench;
    }

    private Failure failureOf(String script) throws IOException, AttemptFailure {
        AgentBench bench = AgentBench.scripted(root, script);
        return Objects.requireNonNull(
                bench.run(bench.attempt(), "hello", new RecordingObserver()).failure());
    }
}
