package io.codemaster.executor.codegen;

import java.util.concurrent.atomic.AtomicLong;

import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.codemaster.api.codegen.RecordWorkspaceTree;
import io.codemaster.executor.shared.AttemptFailure;
import io.codemaster.executor.shared.AttemptKey;
import io.codemaster.executor.shared.WorkContext;
import io.codemaster.executor.shared.Workspaces;

/**
 * Records the work tree of one attempt beside its lines, in a thread of its own, so that no line waits for git. Tool
 * results that come while a tree is being read share the next one.
 */
class TreeRecorder implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TreeRecorder.class);

    private static final long NOTHING = -1;

    private final AttemptKey key;

    private final Workspaces workspaces;

    private final CommandGateway commands;

    private final AtomicLong wanted = new AtomicLong(NOTHING);

    private final Thread thread;

    private volatile boolean closing;

    private @Nullable String lastTree;

    private volatile long lastLine;

    TreeRecorder(AttemptKey key, Workspaces workspaces, CommandGateway commands) {
        this.key = key;
        this.workspaces = workspaces;
        this.commands = commands;
        this.thread = new Thread(WorkContext.current().wrap(this::loop), "trees-" + key);
        this.thread.setDaemon(true);
        this.thread.start();
    }

    /** Tells how far the transcript is, for the tree that is recorded at the end. */
    void reached(long line) {
        lastLine = line;
    }

    void wantTreeAfter(long line) {
        wanted.set(line);
        synchronized (wanted) {
            wanted.notifyAll();
        }
    }

    private void loop() {
        record(0);
        while (true) {
            var line = wanted.getAndSet(NOTHING);
            if (line != NOTHING) {
                record(line);
            } else if (closing || !waited()) {
                record(lastLine); // what a process in the background has done since
                return;
            }
        }
    }

    private boolean waited() {
        synchronized (wanted) {
            try {
                if (wanted.get() == NOTHING && !closing) {
                    wanted.wait();
                }
                return true;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }

    /** A tree that cannot be read costs the replay one step; it does not cost the generation. */
    private void record(long line) {
        try {
            if (lastTree == null) {
                keep(0, workspaces.keepTree(key, null));
            }
            if (line > 0) {
                keep(line, workspaces.keepTree(key, lastTree));
            }
        } catch (AttemptFailure | RuntimeException failure) {
            LOG.warn("The work tree of {} after line {} was not recorded: {}", key, line, failure.toString());
        }
    }

    private void keep(long line, Workspaces.KeptTree tree) {
        if (!tree.id().equals(lastTree)) {
            commands.sendAndWait(new RecordWorkspaceTree(key.transcriptId(), line, tree.id(), tree.record()));
            lastTree = tree.id();
        }
    }

    /** Records what is still wanted and ends. */
    @Override
    public void close() {
        closing = true;
        synchronized (wanted) {
            wanted.notifyAll();
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
