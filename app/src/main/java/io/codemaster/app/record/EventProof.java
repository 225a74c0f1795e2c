package io.codemaster.app.record;

import org.springframework.jdbc.core.JdbcTemplate;

import io.codemaster.app.record.EventRecord.Proof;
import io.codemaster.app.store.event.EventLog;

/** Recomputes the link of one event from its stored bytes and the hash before it. */
final class EventProof {

    private final EventLog events;

    private final ChainTable chain;

    EventProof(EventLog events, JdbcTemplate jdbc) {
        this.events = events;
        this.chain = new ChainTable(jdbc);
    }

    Proof of(String eventId) {
        var event = events.find(eventId).orElse(null);
        var link = event == null ? null : chain.of(event.globalIndex()).orElse(null);
        if (event == null || link == null) {
            return Proof.NONE;
        }
        var before = link.position() == 1
                ? RecordLink.NONE
                : chain.at(link.position() - 1).orElse(null);
        var previous = before == null ? null : before.hash();
        boolean verified = previous != null
                && link.eventId().equals(event.id())
                && link.hash().equals(event.hashAfter(previous));
        return new Proof(link.position(), link.hash(), previous, verified);
    }
}
