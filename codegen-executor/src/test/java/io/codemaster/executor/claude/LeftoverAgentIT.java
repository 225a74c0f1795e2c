package io.codemaster.executor.claude;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.executor.claude.process.Confinement;
import io.codemaster.executor.shared.AttemptKey;

/** The product is killed with -9 while an agent runs; the next one finds nothing of it alive, or ends it. */
class LeftoverAgentIT {

    @TempDir
    private Path root;

    @ParameterizedTest
    @EnumSource(
            value = Confinement.class,
            names = {"PID_NAMESPACE", "RECORDED_DESCENDANTS"})
    void nothingIsLeftAfterTheNextStart(Confinement confinement) throws IOException, InterruptedException {
        Process product = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        AbandonedAgent.class.getName(),
                        root.toString(),
                        confinement.name())
                .redirectErrorStream(true)
                .redirectOutput(new File(root.toFile(), "product.log"))
                .start();
        await().atMost(Duration.ofMinutes(1)).until(() -> Files.exists(root.resolve("key")) && started());
        product.destroyForcibly();
        assertThat(product.waitFor(10, TimeUnit.SECONDS)).isTrue();

        AgentBench next = AgentBench.real(root, confinement);
        var ended = next.executor().endLeftovers();

        assertThat(AgentBench.processesOf(key(), root)).isEmpty();
        assertThat(ended).isSubsetOf(key());
        assertThat(next.executor().endLeftovers()).isEmpty();
        assertThat(next.executor().spooledLines(key(), Set.of())).isNotEmpty();
    }

    @Test
    void whereNothingRanNothingIsEnded() {
        assertThat(AgentBench.real(root).executor().endLeftovers()).isEmpty();
    }

    private boolean started() throws IOException {
        Path workspace = root.resolve("runs").resolve(key().taskId().value()).resolve("1/workspace");
        return Files.exists(workspace.resolve("daemon")) && Files.exists(workspace.resolve("detached"));
    }

    private AttemptKey key() throws IOException {
        return new AttemptKey(new CodegenTaskId(Files.readString(root.resolve("key"))), 1);
    }
}
