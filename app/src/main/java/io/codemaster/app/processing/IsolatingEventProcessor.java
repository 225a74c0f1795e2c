package io.codemaster.app.processing;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;

import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventProcessorSpanFactory;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventProcessor;
import org.axonframework.eventhandling.TrackingEventProcessorConfiguration;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.messaging.DefaultInterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A tracking processor that an event it cannot handle does not stop. A batch is handled in one transaction, as ever. When
 * that fails, its events are handled one by one, each in a transaction of its own; one that fails again is held with
 * everything that follows it in its sequence, and the others go on. Whatever the failing handler had written is rolled
 * back, and an event is held in the transaction that moves the processor's position, so nothing is lost or done twice.
 *
 * <p>When what every event needs is away, nothing is held: the processor waits, one second at first and a minute at most.
 */
final class IsolatingEventProcessor extends TrackingEventProcessor {

    private static final Logger LOG = LoggerFactory.getLogger(IsolatingEventProcessor.class);

    private final ProcessorSettings settings;

    private final HeldSequences held;

    private final TokenStore tokens;

    private final TransactionManager transactions;

    /** Writes down the position of what is handled; an event that is tried again moves no position. */
    private final MessageHandlerInterceptor<? super EventMessage<?>> positionKeeper;

    private IsolatingEventProcessor(
            Builder builder,
            ProcessorSettings settings,
            HeldSequences held,
            TokenStore tokens,
            TransactionManager transactions) {
        super(builder);
        this.settings = settings;
        this.held = held;
        this.tokens = tokens;
        this.transactions = transactions;
        this.positionKeeper = getHandlerInterceptors().get(0);
    }

    @SuppressWarnings("unchecked")
    static IsolatingEventProcessor of(
            ProcessorSettings settings, HeldSequences held, Configuration axon, EventHandlerInvoker invoker) {
        var group = settings.group();
        var processing = Objects.requireNonNull(axon.eventProcessingConfiguration());
        var tokens = processing.tokenStore(group);
        var transactions = processing.transactionManager(group);
        var builder = TrackingEventProcessor.builder()
                .name(group)
                .eventHandlerInvoker(invoker)
                .rollbackConfiguration(processing.rollbackConfiguration(group))
                .errorHandler(processing.errorHandler(group))
                .messageMonitor(processing.messageMonitor(TrackingEventProcessor.class, group))
                .messageSource(source(settings, (StreamableMessageSource<TrackedEventMessage<?>>) axon.eventBus()))
                .tokenStore(tokens)
                .transactionManager(transactions)
                .spanFactory(axon.getComponent(EventProcessorSpanFactory.class))
                .trackingEventProcessorConfiguration(
                        TrackingEventProcessorConfiguration.forParallelProcessing(settings.threads())
                                .andInitialSegmentsCount(settings.segments())
                                .andInitialTrackingToken(StreamableMessageSource::createTailToken)
                                .andBatchSize(settings.batchSize()));
        return new IsolatingEventProcessor(builder, settings, held, tokens, transactions);
    }

    private static StreamableMessageSource<TrackedEventMessage<?>> source(
            ProcessorSettings settings, StreamableMessageSource<TrackedEventMessage<?>> events) {
        return settings.pause().isZero() ? events : new PacedEvents(events, settings.batchSize(), settings.pause());
    }

    /** An event that cannot be read is for whoever its aggregate belongs to; handling it will tell. */
    @Override
    protected boolean canHandle(EventMessage<?> event, Segment segment) {
        try {
            return eventHandlerInvoker().canHandle(event, segment);
        } catch (Exception unreadable) {
            return segment.matches(settings.keys().keys(event).get(0));
        }
    }

    @Override
    protected void processInUnitOfWork(
            List<? extends EventMessage<?>> events,
            UnitOfWork<? extends EventMessage<?>> work,
            Collection<Segment> segments)
            throws Exception {
        Integer segment = work.getResource(resource("SegmentId"));
        TrackingToken last = work.getResource(resource("Token"));
        if (waits(events, work)) {
            undo(work);
        } else {
            try {
                super.processInUnitOfWork(events, work, segments);
                return;
            } catch (Exception failure) {
                refuseToIsolate(failure);
                LOG.debug("{} goes through {} events one by one", getName(), events.size(), failure);
            }
        }
        for (int i = 0; i < events.size(); i++) {
            boolean isLast = i == events.size() - 1;
            var event = events.get(i);
            handleAlone(event, isLast ? last : ((TrackedEventMessage<?>) event).trackingToken(), segment, segments);
        }
    }

    /** Whether any of these events comes behind one that is held. The work's transaction is open already. */
    private boolean waits(List<? extends EventMessage<?>> events, UnitOfWork<?> work) {
        try {
            var holders = held.holders(getName());
            return !holders.isEmpty()
                    && events.stream()
                            .anyMatch(it -> settings.keys().keys(it).stream().anyMatch(holders::containsKey));
        } catch (RuntimeException failure) {
            undo(work);
            throw failure;
        }
    }

    private static void undo(UnitOfWork<?> work) {
        work.start();
        work.rollback();
    }

    private void handleAlone(
            EventMessage<?> event, TrackingToken position, Integer segment, Collection<Segment> segments)
            throws Exception {
        var keys = settings.keys().keys(event);
        if (waitBehind(keys, event, position, segment)) {
            return;
        }
        UnitOfWork<EventMessage<?>> work = new BatchingUnitOfWork<>(List.of(event));
        work.attachTransaction(transactions);
        work.resources().put(resource("SegmentId"), segment);
        work.resources().put(resource("Token"), position);
        try {
            super.processInUnitOfWork(List.of(event), work, segments);
        } catch (Exception failure) {
            refuseToIsolate(failure);
            transactions.executeInTransaction(() -> {
                held.hold(getName(), keys.get(0), keys, event, failure);
                tokens.storeToken(position, getName(), segment);
            });
            LOG.warn(
                    "{} cannot handle {} {} and holds it with what follows it in {}; the others go on. See Operations",
                    getName(),
                    event.getPayloadType().getSimpleName(),
                    event.getIdentifier(),
                    keys.get(0),
                    failure);
        }
    }

    /** Holds the event when it comes behind another one that is held. */
    private boolean waitBehind(List<String> keys, EventMessage<?> event, TrackingToken position, Integer segment) {
        return transactions.fetchInTransaction(() -> {
            var sequence = held.holder(getName(), keys).filter(it -> held.lock(getName(), it));
            sequence.ifPresent(it -> {
                held.follow(getName(), it, keys, event);
                tokens.storeToken(position, getName(), segment);
            });
            return sequence.isPresent();
        });
    }

    /** Throws what is not about the event, and anything while the product stops: it is tried again from here. */
    private void refuseToIsolate(Exception failure) throws Exception {
        if (!isRunning() || FailureCause.of(failure) == FailureCause.OUTAGE) {
            throw failure;
        }
    }

    private String resource(String name) {
        return "Processor[" + getName() + "]/" + name;
    }

    /** What this processor's group is and how it is run. */
    ProcessorSettings settings() {
        return settings;
    }

    /**
     * Handles an event once more, outside the processor's own order.
     *
     * @param allowed asked within the transaction; false leaves everything as it is
     * @param handled done within the transaction after it was handled
     * @return why it failed, null when it did not
     */
    @Nullable Throwable handleAgain(EventMessage<?> event, BooleanSupplier allowed, Runnable handled) {
        UnitOfWork<EventMessage<?>> work = DefaultUnitOfWork.startAndGet(event);
        work.attachTransaction(transactions);
        var result = work.executeWithResult(() -> {
            if (allowed.getAsBoolean()) {
                var interceptors = getHandlerInterceptors().stream()
                        .filter(it -> it != positionKeeper)
                        .toList();
                new DefaultInterceptorChain<EventMessage<?>>(work, interceptors, message -> {
                            eventHandlerInvoker().handle(message, Segment.ROOT_SEGMENT);
                            return "";
                        })
                        .proceed();
                handled.run();
            }
            return "";
        });
        return result.isExceptional() ? result.exceptionResult() : null;
    }

    /** What is held belongs to the old view: the new one sees every event again. */
    @Override
    public <R> void resetTokens(TrackingToken startPosition, @Nullable R resetContext) {
        transactions.executeInTransaction(() -> {
            super.resetTokens(startPosition, resetContext);
            held.forget(getName());
        });
    }
}
