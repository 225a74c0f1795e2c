package io.codemaster.app.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.GenericCommandResultMessage;
import org.axonframework.commandhandling.NoHandlerForCommandException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.codemaster.api.shared.CommandRejected;
import io.codemaster.api.shared.ErrorCode;

class PatienceTest {

    private final Patience patience = new Patience();

    @Test
    void aCommandIsSentAgainWhileNobodyCanTakeIt() throws Exception {
        var way = new Scripted(2, new NoHandlerForCommandException("nobody is there"), false);
        assertThat(sent(way).getPayload()).isEqualTo("done");
        assertThat(way.times).hasValue(3);
    }

    @Test
    void itIsAlsoSentAgainWhereTheConnectionIsGone() throws Exception {
        var way = new Scripted(1, new FailedElsewhere.Failed("cut off"), true);
        assertThat(sent(way).getPayload()).isEqualTo("done");
        assertThat(way.times).hasValue(2);
    }

    @Test
    void aRefusalIsNotRepeated() throws Exception {
        var way = new Scripted(1, new CommandRejected(ErrorCode.GENERATION_QUEUE_FULL, "No place."), false);
        assertThat(sent(way).exceptionResult()).isInstanceOf(CommandRejected.class);
        assertThat(way.times).hasValue(1);
    }

    @Test
    void whatCannotBeSentAtAllIsTold() throws Exception {
        var way = new Scripted(1, new IllegalArgumentException("a mistake"), true);
        assertThat(sent(way).exceptionResult()).isInstanceOf(IllegalArgumentException.class);
        assertThat(way.times).hasValue(1);
    }

    private CommandResultMessage<?> sent(Patience.Way way) throws Exception {
        var answer = new CompletableFuture<CommandResultMessage<?>>();
        patience.<String, Object>send("command", (command, result) -> answer.complete(result), way);
        return answer.get(10, TimeUnit.SECONDS);
    }

    /** Fails so often, then says that it is done. */
    private static final class Scripted implements Patience.Way {

        private final AtomicInteger times = new AtomicInteger();

        private final int failures;

        private final RuntimeException failure;

        private final boolean thrown;

        Scripted(int failures, RuntimeException failure, boolean thrown) {
            this.failures = failures;
            this.failure = failure;
            this.thrown = thrown;
        }

        @Override
        @SuppressWarnings("unchecked")
        public <C, R> void send(C command, CommandCallback<? super C, ? super R> callback) {
            @Nullable RuntimeException fails = times.incrementAndGet() <= failures ? failure : null;
            if (fails != null && thrown) {
                throw fails;
            }
            CommandResultMessage<R> result = fails == null
                    ? GenericCommandResultMessage.asCommandResultMessage("done")
                    : GenericCommandResultMessage.asCommandResultMessage(fails);
            callback.onResult(GenericCommandMessage.asCommandMessage(command), result);
        }
    }
}
