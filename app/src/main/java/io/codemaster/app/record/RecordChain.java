package io.codemaster.app.record;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import io.codemaster.app.store.event.AppendsUnderWay;
import io.codemaster.app.store.event.EventLog;
import io.codemaster.app.store.event.RecordedEvent;

/**
 * Links events to the chain as they come, in their global order. It goes on where the last link is, whatever happened to
 * the process that made it; where two processes do, one finds the other's links there and goes on behind them.
 *
 * <p>A number that is missing may belong to a transaction that is under way, so the chain waits behind it. It goes on where
 * the event after it was stored before this process began, or longer ago than a transaction takes, or where every
 * transaction is known to be over that could have had the number: numbers of transactions that were rolled back never come. So however many are missing, the chain is never further behind than that. Axon Server
 * gives every number, so that nothing is ever waited for there.
 */
final class RecordChain {

    /** The product's transactions take milliseconds; one that waits for a lock of the embedded database, a few seconds. */
    static final Duration PATIENCE_EMBEDDED = Duration.ofSeconds(10);

    /** Other processes may be slower, and a server lets them wait longer for a lock. */
    static final Duration PATIENCE_SERVER = Duration.ofSeconds(30);

    static final int BATCH = 1_000;

    private static final long CHECKPOINT_EVERY = 10_000;

    private static final Duration CHECKPOINT_AT_LEAST = Duration.ofMinutes(5);

    private final EventLog events;

    private final ChainTable chain;

    private final CheckpointFile file;

    private final RecordKey key;

    private final Clock clock;

    private final TransactionTemplate transaction;

    private final Duration patience;

    private final @Nullable AppendsUnderWay appends;

    private final Instant began;

    private Checkpointed last;

    private Doubt doubt = Doubt.NONE;

    /** Numbers up to this one are missing, and may be those of so many transactions. */
    private record Doubt(long upTo, long appends) {

        private static final Doubt NONE = new Doubt(0, 0);
    }

    /** Up to where it is signed, and since when. */
    private record Checkpointed(long position, Instant at) {}

    /**
     * A chain.
     *
     * @param patience how long a transaction may take, where it is not known when it ends
     * @param appends all transactions that store events; null where there are others
     */
    RecordChain(
            EventLog events,
            JdbcTemplate jdbc,
            PlatformTransactionManager transactions,
            CheckpointFile file,
            RecordKey key,
            Duration patience,
            @Nullable AppendsUnderWay appends,
            Clock clock) {
        this.events = events;
        this.chain = new ChainTable(jdbc);
        this.file = file;
        this.key = key;
        this.patience = patience;
        this.appends = appends;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
        this.began = clock.instant();
        this.last = new Checkpointed(0, began);
    }

    /**
     * Links what there is, one batch.
     *
     * @return whether there may be more at once
     */
    boolean advance() {
        var head = chain.head();
        // asked first: what was stored meanwhile is among what is read then
        long sure = appends != null && appends.areOver(doubt.appends()) ? doubt.upTo() : 0;
        var stored = events.after(head.globalIndex(), BATCH);
        var settled = settled(head, stored, sure);
        if (settled.isEmpty()) {
            checkpoint(head, CHECKPOINT_AT_LEAST);
            return false;
        }
        var links = new ArrayList<RecordLink>(settled.size());
        var link = head;
        for (var event : settled) {
            link = link.next(event);
            links.add(link);
        }
        try {
            transaction.executeWithoutResult(status -> chain.append(links));
        } catch (DuplicateKeyException anotherProcess) {
            return true;
        }
        if (link.position() - last.position() >= CHECKPOINT_EVERY) {
            checkpoint(link, Duration.ZERO);
        }
        return settled.size() == stored.size() && stored.size() == BATCH;
    }

    /** What no event with a smaller number can come before any more. */
    private List<RecordedEvent> settled(RecordLink head, List<RecordedEvent> stored, long sure) {
        long expected = head.globalIndex() + 1;
        for (int i = 0; i < stored.size(); i++) {
            var event = stored.get(i);
            if (event.globalIndex() != expected && event.globalIndex() > sure && mayBeFilled(event)) {
                doubt(event, stored);
                return stored.subList(0, i);
            }
            expected = event.globalIndex() + 1;
        }
        return stored;
    }

    /** Numbers are given in order, so whatever is missing among these belongs to a transaction that has begun by now. */
    private void doubt(RecordedEvent first, List<RecordedEvent> stored) {
        if (appends != null && (doubt.upTo() < first.globalIndex() || appends.areOver(doubt.appends()))) {
            doubt = new Doubt(stored.get(stored.size() - 1).globalIndex(), appends.begun());
        }
    }

    /** Whether a number before this event may belong to a transaction that is still under way. */
    private boolean mayBeFilled(RecordedEvent next) {
        var stored = Instant.parse(next.time());
        return !stored.isBefore(began) && !stored.isBefore(clock.instant().minus(patience));
    }

    /** Signs where the chain ends now, unless that is signed already or was a moment ago. */
    void checkpoint(RecordLink head, Duration unlessWithin) {
        var now = clock.instant();
        if (head.position() <= last.position() || now.isBefore(last.at().plus(unlessWithin))) {
            return;
        }
        var signed = key.sign(head, now);
        try {
            chain.keep(signed);
            file.append(signed);
        } catch (DuplicateKeyException anotherProcess) {
            // it has signed the same place
        }
        last = new Checkpointed(head.position(), now);
    }

    /** Signs the end. */
    void checkpoint() {
        checkpoint(chain.head(), Duration.ZERO);
    }
}
