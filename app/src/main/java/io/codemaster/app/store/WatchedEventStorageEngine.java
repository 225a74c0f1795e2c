package io.codemaster.app.store;

import java.util.List;

import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.serialization.Serializer;

import io.codemaster.app.store.event.AppendsUnderWay;

/** Axon's table of events, which tells when events are being stored. */
final class WatchedEventStorageEngine extends JdbcEventStorageEngine {

    private final AppendsUnderWay appends;

    WatchedEventStorageEngine(Builder builder, AppendsUnderWay appends) {
        super(builder);
        this.appends = appends;
    }

    @Override
    protected void appendEvents(List<? extends EventMessage<?>> events, Serializer serializer) {
        appends.during(() -> super.appendEvents(events, serializer));
    }
}
