package io.codemaster.executor.claude;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The agent's stdin. Nobody waits for it: an agent that reads nothing must not hold up whoever wants to end it. */
final class AgentInput {

    private static final Logger LOG = LoggerFactory.getLogger(AgentInput.class);

    private final OutputStream stdin;

    private final ExecutorService writer;

    AgentInput(OutputStream stdin, String name) {
        this.stdin = stdin;
        this.writer = Executors.newSingleThreadExecutor(task -> {
            var thread = new Thread(task, "agent-input-" + name);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Sends a line and leaves stdin open. */
    void send(byte[] line) {
        later(() -> {
            stdin.write(line);
            stdin.flush();
        });
    }

    /** Says that nothing more comes. */
    void end() {
        later(stdin::close);
        writer.shutdown();
    }

    private void later(Writing writing) {
        try {
            writer.execute(() -> {
                try {
                    writing.write();
                } catch (IOException e) {
                    LOG.debug("The agent reads its stdin no more", e);
                }
            });
        } catch (RejectedExecutionException e) {
            LOG.debug("The agent's stdin has ended", e);
        }
    }

    @FunctionalInterface
    private interface Writing {
        void write() throws IOException;
    }
}
