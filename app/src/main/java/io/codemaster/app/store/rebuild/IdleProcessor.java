package io.codemaster.app.store.rebuild;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.axonframework.common.Registration;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventProcessor;
import org.axonframework.messaging.MessageHandlerInterceptor;

/**
 * Holds what calls the handlers of a processing group for whoever brings the events.
 *
 * @param name the processing group
 * @param invoker calls its handlers
 */
record IdleProcessor(String name, EventHandlerInvoker invoker) implements EventProcessor {

    @Override
    public String getName() {
        return name;
    }

    @Override
    public List<MessageHandlerInterceptor<? super EventMessage<?>>> getHandlerInterceptors() {
        return List.of();
    }

    /** What Axon would watch of a processor's own work: there is none. */
    @Override
    public Registration registerHandlerInterceptor(MessageHandlerInterceptor<? super EventMessage<?>> interceptor) {
        return () -> true;
    }

    @Override
    public void start() {
        // it never does anything by itself
    }

    @Override
    public void shutDown() {
        // see start
    }

    @Override
    public CompletableFuture<Void> shutdownAsync() {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public boolean isRunning() {
        return false;
    }

    @Override
    public boolean isError() {
        return false;
    }
}
