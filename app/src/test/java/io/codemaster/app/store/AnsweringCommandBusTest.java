package io.codemaster.app.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.common.transaction.TransactionManager;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.CannotCreateTransactionException;

class AnsweringCommandBusTest {

    @Test
    void aCommandThatFindsNoDatabaseIsAnsweredAndTheNextOneIsHandled() throws Exception {
        var away = new AtomicBoolean(true);
        TransactionManager transactions = () -> {
            if (away.get()) {
                throw new CannotCreateTransactionException("the database is away");
            }
            return NoTransactionManager.INSTANCE.startTransaction();
        };
        var bus = new AnsweringCommandBus(
                SimpleCommandBus.builder().transactionManager(transactions), Executors.newFixedThreadPool(1));
        var registration = bus.subscribe("count", command -> 1);
        try {
            assertThat(sent(bus).exceptionResult()).hasMessageContaining("the database is away");
            away.set(false);
            assertThat(sent(bus).getPayload()).isEqualTo(1);
        } finally {
            registration.cancel();
            bus.shutdown();
        }
    }

    private static CommandResultMessage<?> sent(AnsweringCommandBus bus) throws Exception {
        var answer = new CompletableFuture<CommandResultMessage<?>>();
        bus.dispatch(
                new GenericCommandMessage<>(GenericCommandMessage.asCommandMessage("anything"), "count"),
                (command, result) -> answer.complete(result));
        return answer.get(10, TimeUnit.SECONDS);
    }
}
