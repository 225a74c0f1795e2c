package io.codemaster.executor.claude;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.codemaster.api.codegen.Failure;
import io.codemaster.api.codegen.FailureCode;
import io.codemaster.executor.claude.process.Confinement;
import io.codemaster.executor.shared.AttemptFailure;
import io.codemaster.executor.shared.AttemptKey;
import io.codemaster.executor.shared.CodeAgent;
import io.codemaster.executor.shared.StopSignal;

/** Whatever the agent has started, nothing of it outlives a cancel by more than five seconds. */
class CancelledAgentIT {

    @TempDir
    private Path root;

    @ParameterizedTest
    @EnumSource(
            value = Confinement.class,
            names = {"PID_NAMESPACE", "RECORDED_DESCENDANTS"})
    void stubbornChildrenAreGoneWithinFiveSeconds(Confinement confinement) throws IOException {
        AgentBench bench = AgentBench.real(root, confinement);
        AttemptKey key = bench.attempt();
        Path workspace = bench.work().workspace(key);
        var stop = new StopSignal();
        var running = run(bench, key, "[[scenario:stubborn]]", stop);
        await().atMost(Duration.ofMinutes(1))
                .until(() -> Files.exists(workspace.resolve("daemon")) && Files.exists(workspace.resolve("detached")));
        assertThat(AgentBench.processesOf(key, root)).hasSizeGreaterThan(4);

        long stopped = System.nanoTime();
        stop.stop(StopSignal.Reason.CANCELLED);
        await().pollInterval(Duration.ofMillis(20))
                .atMost(Duration.ofSeconds(5))
                .until(() -> AgentBench.processesOf(key, root).isEmpty());
        Duration taken = Duration.ofNanos(System.nanoTime() - stopped);

        assertThat(taken).isLessThan(Duration.ofSeconds(5));
        assertThat(running.join().failure()).extracting(Failure::code).isEqualTo(FailureCode.INTERRUPTED);
        System.err.println("cancelled (" + confinement.label() + ") in " + taken.toMillis() + " ms");
    }

    @ParameterizedTest
    @EnumSource(
            value = Confinement.class,
            names = {"PID_NAMESPACE", "RECORDED_DESCENDANTS"})
    void daemonsDoNotOutliveAGoodEnd(Confinement confinement) throws IOException {
        AgentBench bench = AgentBench.real(root, confinement);
        AttemptKey key = bench.attempt();

        var result = run(bench, key, "[[scenario:daemon]]", new StopSignal()).join();

        assertThat(result.failure()).isNull();
        assertThat(AgentBench.processesOf(key, root)).isEmpty();
    }

    private static CompletableFuture<CodeAgent.Result> run(
            AgentBench bench, AttemptKey key, String prompt, StopSignal stop) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return bench.run(key, AgentBench.options(), prompt, stop, new RecordingObserver());
            } catch (AttemptFailure e) {
                throw new AssertionError(e);
            }
        });
    }
}
