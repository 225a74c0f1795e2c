package io.codemaster.app.store;

import org.axonframework.common.IdentifierFactory;

import io.codemaster.api.shared.TimeOrderedId;

/**
 * Identifiers of messages that begin with the time. The index over the events' identifiers then grows at its end; with
 * random ones every event dirtied a page of its own. Axon finds it by {@code META-INF/services}.
 */
public final class TimeOrderedIdentifiers extends IdentifierFactory {

    @Override
    public String generateIdentifier() {
        return TimeOrderedId.next();
    }
}
