package io.codemaster.app.record;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.LongConsumer;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

import io.codemaster.app.record.RecordVerdict.Fault;
import io.codemaster.app.record.RecordVerdict.Kind;
import io.codemaster.app.store.event.EventLog;
import io.codemaster.app.store.event.RecordedEvent;

/** Recomputes the whole chain from the events and names the first place that is not as it was. Page by page, any length. */
final class RecordVerification {

    private static final int PAGE = 2_000;

    private final EventLog events;

    private final ChainTable chain;

    private final CheckpointFile file;

    private final Clock clock;

    RecordVerification(EventLog events, JdbcTemplate jdbc, CheckpointFile file, Clock clock) {
        this.events = events;
        this.chain = new ChainTable(jdbc);
        this.file = file;
        this.clock = clock;
    }

    /**
     * Does it.
     *
     * @param progress told from time to time how many links are done
     */
    RecordVerdict run(LongConsumer progress) {
        // first, so that the chain reaches as far as all of them
        var inDatabase = chain.checkpoints();
        var inFile = file.read();
        var walk = new Walk(progress);
        var fault = walk.firstFault();
        var signed = new TreeSet<String>();
        int checkpoints = 0;
        for (var it : both(inFile, inDatabase)) {
            fault = fault == null ? broken(it).orElse(null) : fault;
            if (fault == null) {
                checkpoints++;
                signed.add(it.publicKey());
            }
        }
        return new RecordVerdict(
                fault == null,
                walk.link.position(),
                walk.link.hash(),
                walk.pending,
                checkpoints,
                List.copyOf(signed),
                clock.instant(),
                fault);
    }

    private static List<Checkpoint> both(List<Checkpoint> some, List<Checkpoint> others) {
        var all = new ArrayList<>(some);
        all.addAll(others);
        return all;
    }

    private Optional<Fault> broken(Checkpoint it) {
        if (!RecordKey.hasSigned(it)) {
            return Optional.of(fault(
                    it.position(),
                    Kind.CHECKPOINT_BROKEN,
                    null,
                    "The checkpoint of %s is not what was signed.".formatted(it.at())));
        }
        var link = chain.at(it.position());
        if (link.isEmpty()) {
            return Optional.of(fault(
                    it.position(),
                    Kind.CHECKPOINT_BROKEN,
                    null,
                    "The record ends before what was signed at %s: it was cut off.".formatted(it.at())));
        }
        return link.get().hash().equals(it.hash())
                ? Optional.empty()
                : Optional.of(fault(
                        it.position(),
                        Kind.CHECKPOINT_BROKEN,
                        link.get().eventId(),
                        "What was signed at %s is not what the record says now: it was written anew."
                                .formatted(it.at())));
    }

    private static Fault fault(long sequence, Kind kind, @Nullable String eventId, String message) {
        return new Fault(sequence, kind, eventId, message);
    }

    /** Goes along links and events at the same time, both in the order of the events' numbers. */
    private final class Walk {

        private final LongConsumer progress;

        private final ArrayDeque<RecordedEvent> page = new ArrayDeque<>();

        private RecordLink link = RecordLink.NONE;

        private long readUpTo;

        private long pending;

        Walk(LongConsumer progress) {
            this.progress = progress;
        }

        @Nullable Fault firstFault() {
            var links = chain.after(0, PAGE);
            while (!links.isEmpty()) {
                for (var next : links) {
                    var fault = check(next);
                    if (fault != null) {
                        return fault;
                    }
                    link = next;
                }
                progress.accept(link.position());
                links = chain.after(link.position(), PAGE);
            }
            countPending();
            return null;
        }

        /** An event with a smaller number may have come since its page was read, so a fault is looked at again. */
        private @Nullable Fault check(RecordLink next) {
            var fault = compare(next);
            if (fault == null) {
                return null;
            }
            page.clear();
            readUpTo = link.globalIndex();
            return compare(next);
        }

        private @Nullable Fault compare(RecordLink next) {
            if (next.position() != link.position() + 1 || next.globalIndex() <= link.globalIndex()) {
                return fault(
                        link.position() + 1, Kind.LINK_BROKEN, next.eventId(), "A link of the chain is gone or moved.");
            }
            var event = event();
            if (event != null && event.globalIndex() < next.globalIndex()) {
                return inserted(event, next.position());
            }
            if (event == null || event.globalIndex() > next.globalIndex()) {
                return missing(next);
            }
            page.remove();
            if (!event.id().equals(next.eventId())) {
                return missing(next);
            }
            return event.hashAfter(link.hash()).equals(next.hash())
                    ? null
                    : fault(
                            next.position(),
                            Kind.ALTERED,
                            next.eventId(),
                            "The event %s is not what it was when it was linked, or its link is not."
                                    .formatted(next.eventId()));
        }

        private Fault missing(RecordLink next) {
            return events.contains(next.eventId())
                    ? fault(
                            next.position(),
                            Kind.REORDERED,
                            next.eventId(),
                            "The event %s is in another place than it was linked in.".formatted(next.eventId()))
                    : fault(
                            next.position(),
                            Kind.REMOVED,
                            next.eventId(),
                            "The event %s was linked here and is gone.".formatted(next.eventId()));
        }

        private Fault inserted(RecordedEvent event, long place) {
            return fault(
                    place,
                    Kind.INSERTED,
                    event.id(),
                    "The event %s stands here and was not there when the record was linked.".formatted(event.id()));
        }

        private void countPending() {
            for (var event = event(); event != null; event = event()) {
                page.remove();
                pending++;
            }
        }

        private @Nullable RecordedEvent event() {
            if (page.isEmpty()) {
                var more = events.after(readUpTo, PAGE);
                page.addAll(more);
                if (!more.isEmpty()) {
                    readUpTo = more.get(more.size() - 1).globalIndex();
                }
            }
            return page.peek();
        }
    }
}
