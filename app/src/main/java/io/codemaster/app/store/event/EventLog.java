package io.codemaster.app.store.event;

import java.util.List;
import java.util.Optional;

/** All events in their global order, as they are stored, wherever that is. Nothing of them is read or converted. */
public interface EventLog {

    /** Stands for the number of an event that is stored and whose number is not known yet; greater than every other. */
    long UNKNOWN = Long.MAX_VALUE;

    /** What follows this number, in order, as many as are asked for or fewer at the end. */
    List<RecordedEvent> after(long number, int limit);

    /** The events with these numbers; both in order. */
    List<RecordedEvent> of(List<Long> numbers);

    /** The event with this identifier; where Axon Server keeps the events, once it is linked into the chain. */
    Optional<RecordedEvent> find(String eventId);

    /** Whether the event is stored, linked or not. It may read every event. */
    boolean contains(String eventId);

    /**
     * The numbers of the events of an aggregate and of its parts, in no order. The parts are named after its attempts:
     * {@code parts:1}, {@code parts:2} and so on.
     *
     * @param parts how the names of the parts begin
     */
    List<Long> numbersOf(String aggregate, String parts);

    /** The numbers of the events of an aggregate, in no order. */
    List<Long> numbersOf(String aggregate);

    /** Where a processor is, as its token says it, that has seen the event with this number. */
    long position(long number);
}
