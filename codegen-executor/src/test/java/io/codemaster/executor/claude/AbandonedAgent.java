package io.codemaster.executor.claude;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.codemaster.executor.claude.process.Confinement;
import io.codemaster.executor.shared.AttemptFailure;
import io.codemaster.executor.shared.AttemptKey;

/** A product of its own that runs an agent until somebody kills it. */
final class AbandonedAgent {

    private AbandonedAgent() {}

    public static void main(String[] args) throws IOException, AttemptFailure {
        Path root = Path.of(args[0]);
        AgentBench bench = AgentBench.real(root, Confinement.valueOf(args[1]));
        AttemptKey key = bench.attempt();
        Files.writeString(root.resolve("key"), key.taskId().value());
        bench.run(key, "[[scenario:stubborn]]", new RecordingObserver());
    }
}
