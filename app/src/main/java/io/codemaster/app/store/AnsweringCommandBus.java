package io.codemaster.app.store;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandResultMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.messaging.MessageHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Handles commands in threads of its own, and answers each of them: Axon's own bus says nothing to a caller whose command
 * met a database that is away, as the transaction fails before there is anything to answer with, and the caller waits for
 * ever.
 */
final class AnsweringCommandBus extends SimpleCommandBus {

    private static final Logger LOG = LoggerFactory.getLogger(AnsweringCommandBus.class);

    private static final long PATIENCE_SECONDS = 5;

    private final ExecutorService threads;

    AnsweringCommandBus(SimpleCommandBus.Builder builder, ExecutorService threads) {
        super(builder);
        this.threads = threads;
    }

    @Override
    protected <C, R> void handle(
            CommandMessage<C> command,
            MessageHandler<? super CommandMessage<?>> handler,
            CommandCallback<? super C, ? super R> callback) {
        threads.execute(() -> {
            try {
                super.handle(command, handler, callback);
            } catch (RuntimeException unanswered) {
                callback.onResult(command, GenericCommandResultMessage.asCommandResultMessage(unanswered));
            }
        });
    }

    /** Takes no more commands, and waits a little for those in hand; interrupted, they would cost the database its file. */
    public void shutdown() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn(
                        "Commands were still being handled when this process ended; what they had not stored is not done");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
