package io.codemaster.executor.claude.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The agent's process and everything that it starts. */
public final class AgentProcess {

    /** The file in the control directory that takes its stderr. */
    public static final String STDERR = "stderr.log";

    private static final Logger LOG = LoggerFactory.getLogger(AgentProcess.class);

    private static final long RECORD_MILLIS = 150;

    /** How long the namespace's first process may take to appear. */
    private static final Duration NAMESPACE_LIMIT = Duration.ofSeconds(2);

    private static final ScheduledExecutorService RECORDER = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "descendant-recorder");
        thread.setDaemon(true);
        return thread;
    });

    private final Process process;

    private final ProcessHandle agent;

    private final String marker;

    private final Path control;

    private final ProcessTree tree;

    private final @Nullable ScheduledFuture<?> recording;

    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    AgentProcess(Process process, Confinement confinement, String marker, Path control)
            throws IOException, InterruptedException {
        this.process = process;
        this.marker = marker;
        this.control = control;
        boolean namespaced = confinement == Confinement.PID_NAMESPACE;
        this.agent = namespaced ? firstInNamespace(process) : process.toHandle();
        this.tree = new ProcessTree(
                marker,
                List.of(agent.pid(), process.pid()).stream()
                        .distinct()
                        .map(ProcFs::identity)
                        .flatMap(Optional::stream)
                        .toList(),
                namespaced ? foreignNamespace(agent.pid()) : null);
        writeRecord();
        awaitEndAside();
        this.recording = namespaced
                ? null
                : RECORDER.scheduleWithFixedDelay(this::recordDescendants, 0, RECORD_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Its stdin. */
    public OutputStream stdin() {
        return process.getOutputStream();
    }

    /** Its stdout. */
    public InputStream stdout() {
        return process.getInputStream();
    }

    /**
     * A thread of its own, because {@link Process#onExit()} completes in the common pool: where that is busy, the end of
     * an agent would be seen only at its time limit.
     */
    private void awaitEndAside() {
        var thread = new Thread(
                () -> {
                    try {
                        process.waitFor();
                        ended.complete(null);
                    } catch (InterruptedException nobodyDoes) {
                        ended.completeExceptionally(nobodyDoes);
                    }
                },
                "agent-end-" + marker);
        thread.setDaemon(true);
        thread.start();
    }

    /** Completes when the agent itself has ended, whatever else still runs. */
    public CompletionStage<Void> whenEnded() {
        return ended;
    }

    public boolean isRunning() {
        return process.isAlive();
    }

    /** Waits for the agent itself to end; answers whether it did. */
    public boolean awaitEnd(Duration limit) throws InterruptedException {
        return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Its exit code, 128 + signal when a signal ended it. */
    public int exitCode() {
        return process.exitValue();
    }

    /** Asks the agent to end. Its stdout stays open, unlike after {@link Process#destroy()}. */
    public void terminate() {
        agent.destroy();
    }

    /** Ends everything that is left, by force; answers whether nothing is. */
    public boolean killAll(Duration limit) {
        boolean gone = tree.kill(limit);
        if (recording != null) {
            recording.cancel(false);
        }
        if (gone) {
            try {
                ProcessRecord.delete(control);
            } catch (IOException e) {
                LOG.warn("The process record of {} cannot be removed", marker, e);
            }
        } else {
            LOG.error("Processes of {} survive a kill: {}", marker, tree.alive());
        }
        return gone;
    }

    private void recordDescendants() {
        try {
            if (tree.recordDescendants()) {
                writeRecord();
            }
        } catch (IOException e) {
            LOG.warn("The processes of {} cannot be recorded", marker, e);
        }
    }

    private void writeRecord() throws IOException {
        new ProcessRecord(ProcFs.bootId(), marker, tree.recorded()).write(control);
    }

    /** {@code unshare} ignores SIGTERM, and it is its child that becomes the agent. */
    private static ProcessHandle firstInNamespace(Process process) throws InterruptedException {
        long deadline = System.nanoTime() + NAMESPACE_LIMIT.toNanos();
        while (process.isAlive() && System.nanoTime() - deadline < 0) {
            Optional<ProcessHandle> child = process.children().findFirst();
            if (child.isPresent()) {
                return child.get();
            }
            TimeUnit.MILLISECONDS.sleep(1);
        }
        return process.toHandle();
    }

    private static @Nullable String foreignNamespace(long pid) {
        String namespace = ProcFs.pidNamespace(pid);
        return namespace == null
                        || namespace.equals(
                                ProcFs.pidNamespace(ProcessHandle.current().pid()))
                ? null
                : namespace;
    }
}
