package io.codemaster.executor.claude;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.codemaster.api.codegen.Failure;
import io.codemaster.api.codegen.FailureCode;
import io.codemaster.api.codegen.GenerationOptions;
import io.codemaster.executor.shared.AttemptFailure;
import io.codemaster.executor.shared.AttemptKey;
import io.codemaster.executor.shared.StopSignal;

/** What the model and the limits can do to a run of the real CLI, and what is said of it. */
class FailedAgentIT {

    @TempDir
    private Path root;

    @ParameterizedTest
    @CsvSource({
        "err-400, REQUEST_REJECTED",
        "err-400-credit, CREDIT_EXHAUSTED",
        "err-400-toolong, CONTEXT_OVERFLOW",
        "err-401, CLI_NOT_SIGNED_IN",
        "err-403, MODEL_FORBIDDEN",
        "err-404, MODEL_NOT_FOUND",
        "err-429, QUOTA_EXHAUSTED",
        "err-500, MODEL_UNAVAILABLE",
        "err-529, MODEL_OVERLOADED"
    })
    void anErrorOfTheModelIsNamed(String scenario, FailureCode code) throws IOException, AttemptFailure {
        AgentBench bench = AgentBench.real(root);

        var result = bench.run(bench.attempt(), "[[scenario:" + scenario + "]]", new RecordingObserver());

        assertThat(result.failure()).extracting(Failure::code).isEqualTo(code);
        assertThat(Objects.requireNonNull(result.failure()).message()).matches("(?s)[A-Z].*[.]");
    }

    @Test
    void aPassingErrorIsNoFailure() throws IOException, AttemptFailure {
        AgentBench bench = AgentBench.real(root);

        var result = bench.run(bench.attempt(), "[[scenario:err-429-once]]", new RecordingObserver());

        assertThat(result.failure()).isNull();
    }

    @Test
    void anAnswerThatBreaksOffIsAskedForAgain() throws IOException, AttemptFailure {
        AgentBench bench = AgentBench.real(root);

        var result = bench.run(bench.attempt(), "[[scenario:cut-off]]", new RecordingObserver());

        assertThat(result.failure()).isNull();
    }

    @Test
    void roundsAreLimited() throws IOException, AttemptFailure {
        var options = AgentBench.options(3, "10", Duration.ofMinutes(5), Duration.ofMinutes(2), null);

        assertThat(failureOf("overflow", options)).isEqualTo(FailureCode.MAX_TURNS);
    }

    @Test
    void costIsLimited() throws IOException, AttemptFailure {
        var options = AgentBench.options(50, "0.01", Duration.ofMinutes(5), Duration.ofMinutes(2), null);

        assertThat(failureOf("overflow", options)).isEqualTo(FailureCode.BUDGET_EXHAUSTED);
    }

    @Test
    void timeIsLimited() throws IOException, AttemptFailure {
        var options = AgentBench.options(50, "10", Duration.ofSeconds(4), Duration.ofMinutes(2), null);

        assertThat(failureOf("sleep60", options)).isEqualTo(FailureCode.TIME_LIMIT);
    }

    @Test
    void silenceIsLimited() throws IOException, AttemptFailure {
        var options = AgentBench.options(50, "10", Duration.ofMinutes(5), Duration.ofSeconds(4), null);

        assertThat(failureOf("hang", options)).isEqualTo(FailureCode.INACTIVE);
    }

    @Test
    void anUnknownCommandSaysHowToInstallIt() throws IOException {
        AgentBench bench = AgentBench.scripted(root, "exit 0");
        AttemptKey key = bench.attempt();
        root.resolve("scripted-claude").toFile().delete();

        assertThat(org.assertj.core.api.Assertions.catchThrowableOfType(
                                AttemptFailure.class, () -> bench.run(key, "hello", new RecordingObserver()))
                        .failure())
                .satisfies(failure -> {
                    assertThat(failure.code()).isEqualTo(FailureCode.CLI_MISSING);
                    assertThat(failure.message()).contains("npm install -g @anthropic-ai/claude-code@2.1.330");
                });
    }

    private FailureCode failureOf(String scenario, GenerationOptions options) throws IOException, AttemptFailure {
        AgentBench bench = AgentBench.real(root);
        AttemptKey key = bench.attempt();

        var result =
                bench.run(key, options, "[[scenario:" + scenario + "]]", new StopSignal(), new RecordingObserver());

        assertThat(AgentBench.processesOf(key, root)).isEmpty();
        return Objects.requireNonNull(result.failure()).code();
    }
}
