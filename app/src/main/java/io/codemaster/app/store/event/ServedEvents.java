package io.codemaster.app.store.event;

import java.util.ArrayList;
import java.util.List;

import io.axoniq.axonserver.grpc.event.Event;

/** Events on their way into an Axon Server. */
public final class ServedEvents {

    private static final long BATCH_BYTES = 4L << 20;

    private ServedEvents() {}

    /**
     * Cuts events into parts of a few megabytes, in order.
     *
     * @param most how many bytes the server takes in one message
     * @throws UnfitEventException where one of them cannot be kept as it is
     */
    public static List<List<Event>> batches(List<RecordedEvent> events, long most) {
        var batches = new ArrayList<List<Event>>();
        var batch = new ArrayList<Event>();
        long bytes = 0;
        for (var event : events) {
            var written = ServedEvent.write(event);
            int size = written.getSerializedSize();
            if (size > most) {
                throw new UnfitEventException(
                        ("The event %s has %d bytes, and codemaster.axonserver.max-message-size is %d."
                                        + " Raise it here and in the server's settings")
                                .formatted(event.id(), size, most));
            }
            if (bytes + size > BATCH_BYTES && !batch.isEmpty()) {
                batches.add(List.copyOf(batch));
                batch.clear();
                bytes = 0;
            }
            batch.add(written);
            bytes += size;
        }
        if (!batch.isEmpty()) {
            batches.add(List.copyOf(batch));
        }
        return batches;
    }
}
