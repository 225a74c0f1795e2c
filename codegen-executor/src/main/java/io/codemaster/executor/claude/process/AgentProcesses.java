package io.codemaster.executor.claude.process;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Starts the agent's processes, and ends those that an earlier life of the product left. */
public final class AgentProcesses {

    /** The environment variable that every process of a run carries. */
    public static final String MARKER = "CODEMASTER_RUN";

    private static final Duration KILL_LIMIT = Duration.ofSeconds(5);

    /** One thread for ever: the death signal of a child is tied to the thread that started it. */
    private static final ExecutorService STARTER = Executors.newSingleThreadExecutor(task -> {
        var thread = new Thread(task, "agent-starter");
        thread.setDaemon(true);
        return thread;
    });

    private final ConfiningCommand confining;

    /**
     * Tries once what the system allows.
     *
     * @param niceness how far they stand back where processors are short, 0 to 19
     */
    public AgentProcesses(Confinement wanted, int niceness) {
        this.confining = ConfiningCommand.probe(wanted, niceness);
    }

    /** How processes are confined here. */
    public Confinement confinement() {
        return confining.confinement();
    }

    /**
     * Starts a command.
     *
     * @param run names the run, unique for ever
     * @param control where the record of its processes is kept while it runs
     */
    public AgentProcess start(
            String run, List<String> command, Map<String, String> environment, Path directory, Path control)
            throws IOException, InterruptedException {
        String marker = MARKER + "=" + run;
        new ProcessRecord(ProcFs.bootId(), marker, List.of()).write(control);
        var builder = new ProcessBuilder(confining.around(command))
                .directory(directory.toFile())
                .redirectError(control.resolve(AgentProcess.STDERR).toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().put(MARKER, run);
        Process process = started(builder, control);
        try {
            return new AgentProcess(process, confining.confinement(), marker, control);
        } catch (IOException | InterruptedException e) {
            process.destroyForcibly();
            new ProcessTree(marker, List.of(), null).kill(KILL_LIMIT);
            throw e;
        }
    }

    /** Ends what the record in this control directory names; answers whether anything was still running. */
    public static boolean endLeftovers(Path control) throws IOException {
        Optional<ProcessRecord> record = ProcessRecord.read(control);
        if (record.isEmpty()) {
            return false;
        }
        boolean sameBoot = record.get().bootId().equals(ProcFs.bootId());
        var tree =
                new ProcessTree(record.get().marker(), sameBoot ? record.get().processes() : List.of(), null);
        boolean running = !tree.alive().isEmpty();
        if (!tree.kill(KILL_LIMIT)) {
            throw new IOException("processes of " + record.get().marker() + " survive: " + tree.alive());
        }
        ProcessRecord.delete(control);
        return running;
    }

    /** Waits whatever comes: a process whose start was not awaited would belong to nobody. */
    private static Process started(ProcessBuilder builder, Path control) throws IOException {
        Future<Process> starting = STARTER.submit(builder::start);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return starting.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            ProcessRecord.delete(control);
            throw new IOException(e.getCause() instanceof IOException cause ? cause.getMessage() : e.getMessage(), e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
