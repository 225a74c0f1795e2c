package io.codemaster.app.upgrade;

import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.upcasting.event.IntermediateEventRepresentation;
import org.axonframework.serialization.upcasting.event.SingleEventUpcaster;

import tools.jackson.databind.node.ObjectNode;

/**
 * Brings one revision of one event to the next. The chain leads any revision to the present one; an upcaster that has been
 * released is never changed, for it reads what is stored for ever.
 */
abstract class JsonUpcaster extends SingleEventUpcaster {

    private final String type;

    private final int from;

    /**
     * Names what is read.
     *
     * @param event the event; its name in the store is that of its class
     * @param from the revision that is stored; what is made of it is one higher
     */
    JsonUpcaster(Class<?> event, int from) {
        this.type = event.getName();
        this.from = from;
    }

    /** Changes the event, as JSON, in place. */
    abstract void change(ObjectNode event);

    @Override
    protected boolean canUpcast(IntermediateEventRepresentation stored) {
        return stored.getType().getName().equals(type)
                && String.valueOf(from).equals(stored.getType().getRevision());
    }

    @Override
    protected IntermediateEventRepresentation doUpcast(IntermediateEventRepresentation stored) {
        return stored.upcastPayload(new SimpleSerializedType(type, String.valueOf(from + 1)), ObjectNode.class, it -> {
            change(it);
            return it;
        });
    }
}
