package io.codemaster.executor.claude.output;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.artifact.ArtifactStore;
import io.codemaster.api.codegen.OutputLine;
import io.codemaster.executor.shared.WorkContext;

/**
 * Carries the agent's lines from its stdout to whoever stores them, on two threads: one drains the pipe into a spool, the
 * other turns the spool into lines and hands over all that came while it was busy with the last batch.
 */
public final class AgentOutput implements Closeable {

    private static final int MAX_BATCH_LINES = 256;

    private static final long MAX_BATCH_BYTES = 1024 * 1024;

    private static final int CHUNK = 64 * 1024;

    private final OutputSpool spool;

    private final LineReader reader;

    private final Consumer<List<AgentLine>> target;

    private final Runnable changed;

    private volatile @Nullable IOException lost;

    private volatile @Nullable RuntimeException rejected;

    private volatile boolean idle = true;

    private volatile long idleSince = System.nanoTime();

    private @Nullable PipeDrain drain;

    private @Nullable Thread deliverer;

    /**
     * Prepares a run's output.
     *
     * @param target takes the batches; may block, must not be slow to no purpose
     * @param changed told when output is lost or the target has thrown
     */
    public AgentOutput(
            Path control,
            Redactor redactor,
            ArtifactStore artifacts,
            Consumer<List<AgentLine>> target,
            Runnable changed)
            throws IOException {
        this.spool = OutputSpool.create(control);
        this.reader = new LineReader(redactor, artifacts);
        this.target = target;
        this.changed = changed;
    }

    /** Begins to drain. */
    public void start(InputStream stdout, String name) {
        var draining = new PipeDrain(stdout, spool, this::lost);
        drain = draining;
        start(draining, "agent-drain-" + name);
        deliverer = start(this::deliver, "agent-lines-" + name);
    }

    /** Waits until every line has been handed over. */
    public void awaitEnd() throws InterruptedException {
        if (deliverer != null) {
            deliverer.join();
        }
    }

    /** Why some output is missing, null when nothing is. */
    public @Nullable IOException lost() {
        return lost;
    }

    /** What the target threw, null when it took everything. */
    public @Nullable RuntimeException rejected() {
        return rejected;
    }

    /** Since when nothing has been printed, by {@link System#nanoTime()}; now, while lines still wait to be taken. */
    public long silentSince() {
        long printed = drain == null ? System.nanoTime() : drain.lastOutput();
        if (!idle) {
            return System.nanoTime();
        }
        return idleSince - printed > 0 ? idleSince : printed;
    }

    @Override
    public void close() throws IOException {
        spool.close();
    }

    /** All lines that are in the spool of an earlier run. */
    public static List<OutputLine> reread(Path control, Redactor redactor, ArtifactStore artifacts)
            throws IOException, InterruptedException {
        var lines = new ArrayList<OutputLine>();
        if (OutputSpool.existsIn(control)) {
            try (OutputSpool spool = OutputSpool.reopen(control)) {
                var reader = new LineReader(redactor, artifacts);
                var source = new Source(spool);
                for (AgentLine line = source.next(reader); line != null; line = source.next(reader)) {
                    lines.add(line.line());
                }
            }
        }
        return lines;
    }

    private void deliver() {
        try {
            var source = new Source(spool);
            while (true) {
                idleSince = System.nanoTime();
                idle = true;
                AgentLine line = source.next(reader);
                idle = false;
                if (line == null) {
                    return;
                }
                var batch = new ArrayList<AgentLine>();
                long bytes = 0;
                while (line != null) {
                    batch.add(line);
                    bytes += line.line().text().length();
                    boolean full = batch.size() >= MAX_BATCH_LINES || bytes >= MAX_BATCH_BYTES;
                    line = full ? null : source.nextIfThere(reader);
                }
                target.accept(batch);
            }
        } catch (IOException e) {
            lost(e);
        } catch (RuntimeException e) {
            rejected = e;
            changed.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            lost(new IOException("interrupted while lines were handed over", e));
        }
    }

    private void lost(IOException e) {
        if (lost == null) {
            lost = e;
        }
        changed.run();
    }

    private static Thread start(Runnable task, String name) {
        var thread = new Thread(WorkContext.current().wrap(task), name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** The lines of a spool, one after the other. */
    private static final class Source {

        private final OutputSpool spool;

        private final LineSplitter splitter = new LineSplitter();

        private final ByteBuffer chunk = ByteBuffer.allocate(CHUNK).limit(0);

        private long position;

        Source(OutputSpool spool) {
            this.spool = spool;
        }

        /** The next line, null at the end. Waits while there is none. */
        @Nullable AgentLine next(LineReader reader) throws IOException, InterruptedException {
            return next(reader, true);
        }

        /** The next line if it is there, whole, without waiting. */
        @Nullable AgentLine nextIfThere(LineReader reader) throws IOException, InterruptedException {
            return next(reader, false);
        }

        private @Nullable AgentLine next(LineReader reader, boolean wait) throws IOException, InterruptedException {
            while (true) {
                var line = splitter.next(chunk);
                if (line.isPresent()) {
                    return reader.read(line.get(), true);
                }
                if (!wait && spool.size() <= position) {
                    return null;
                }
                chunk.clear();
                int read = spool.read(chunk, position);
                chunk.flip();
                if (read < 0) {
                    return splitter.rest().map(rest -> reader.read(rest, false)).orElse(null);
                }
                position += read;
            }
        }
    }
}
