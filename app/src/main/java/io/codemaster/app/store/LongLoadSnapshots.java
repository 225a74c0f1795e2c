package io.codemaster.app.store;

import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.SnapshotTrigger;
import org.axonframework.eventsourcing.SnapshotTriggerDefinition;
import org.axonframework.eventsourcing.Snapshotter;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * Takes a snapshot when loading an aggregate had to read many events, and never otherwise. For an aggregate that lives in
 * a cache while it grows: a snapshot by the number of its events would read every event once more in the middle of its
 * work, though nobody loads it before the next restart.
 */
final class LongLoadSnapshots implements SnapshotTriggerDefinition {

    private final Snapshotter snapshotter;

    private final int events;

    /** @param events how many events may be read without a snapshot being taken */
    LongLoadSnapshots(Snapshotter snapshotter, int events) {
        this.snapshotter = snapshotter;
        this.events = events;
    }

    @Override
    public SnapshotTrigger prepareTrigger(Class<?> aggregateType) {
        return new LoadCount(aggregateType);
    }

    @Override
    public SnapshotTrigger reconfigure(Class<?> aggregateType, SnapshotTrigger trigger) {
        return trigger;
    }

    private final class LoadCount implements SnapshotTrigger {

        private final Class<?> aggregateType;

        private @Nullable String aggregate;

        private int read;

        private boolean loaded;

        private LoadCount(Class<?> aggregateType) {
            this.aggregateType = aggregateType;
        }

        @Override
        public void eventHandled(EventMessage<?> message) {
            if (!loaded && message instanceof DomainEventMessage<?> event) {
                aggregate = event.getAggregateIdentifier();
                read++;
            }
        }

        @Override
        public void initializationFinished() {
            loaded = true;
            if (aggregate != null && read > events) {
                var identifier = aggregate;
                if (CurrentUnitOfWork.isStarted()) {
                    CurrentUnitOfWork.get()
                            .afterCommit(done -> snapshotter.scheduleSnapshot(aggregateType, identifier));
                } else {
                    snapshotter.scheduleSnapshot(aggregateType, identifier);
                }
            }
        }
    }
}
