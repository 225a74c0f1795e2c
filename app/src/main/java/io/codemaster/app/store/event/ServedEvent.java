package io.codemaster.app.store.event;

import java.time.Instant;
import java.util.Arrays;
import java.util.Map;

import org.axonframework.common.DateTimeUtils;
import org.jspecify.annotations.Nullable;

import com.google.protobuf.ByteString;

import io.axoniq.axonserver.grpc.MetaDataValue;
import io.axoniq.axonserver.grpc.SerializedObject;
import io.axoniq.axonserver.grpc.event.Event;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * An event as Axon Server keeps it and as a database does. They differ in what is not there, which Axon Server keeps as an
 * empty text, in the time, which it keeps as milliseconds, and in the metadata: a table of values in an order that it
 * keeps, where a database has them as one JSON text.
 */
final class ServedEvent {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private ServedEvent() {}

    /** As a database would have it, with a number that counts from 1. */
    static RecordedEvent read(long number, Event event) {
        // where no aggregate applied an event, a database names it after itself
        boolean applied = !event.getAggregateType().isEmpty();
        var payload = event.getPayload();
        return new RecordedEvent(
                number,
                event.getMessageIdentifier(),
                applied ? event.getAggregateIdentifier() : event.getMessageIdentifier(),
                event.getAggregateSequenceNumber(),
                applied ? event.getAggregateType() : null,
                DateTimeUtils.formatInstant(Instant.ofEpochMilli(event.getTimestamp())),
                payload.getType(),
                payload.getRevision().isEmpty() ? null : payload.getRevision(),
                payload.getData().toByteArray(),
                metadata(event.getMetaDataMap()));
    }

    private static byte[] metadata(Map<String, MetaDataValue> values) {
        var json = JSON.createObjectNode();
        values.forEach((name, value) -> put(json, name, value));
        return JSON.writeValueAsBytes(json);
    }

    private static void put(ObjectNode json, String name, MetaDataValue value) {
        switch (value.getDataCase()) {
            case TEXT_VALUE -> json.put(name, value.getTextValue());
            case NUMBER_VALUE -> json.put(name, value.getNumberValue());
            case DOUBLE_VALUE -> json.put(name, value.getDoubleValue());
            case BOOLEAN_VALUE -> json.put(name, value.getBooleanValue());
            case BYTES_VALUE -> json.set(name, tree(value.getBytesValue().getData()));
            case DATA_NOT_SET -> json.putNull(name);
        }
    }

    /** What is no plain value was written as JSON, like everything. */
    private static JsonNode tree(ByteString data) {
        try {
            return JSON.readTree(data.toByteArray());
        } catch (JacksonException notJson) {
            return JSON.getNodeFactory().binaryNode(data.toByteArray());
        }
    }

    /**
     * As Axon Server keeps it.
     *
     * @throws UnfitEventException where it would not be the same when it is read again
     */
    static Event write(RecordedEvent event) {
        var written = Event.newBuilder()
                .setMessageIdentifier(event.id())
                .setTimestamp(DateTimeUtils.parseInstant(event.time()).toEpochMilli())
                .setPayload(SerializedObject.newBuilder()
                        .setType(event.type())
                        .setRevision(event.revision() == null ? "" : event.revision())
                        .setData(ByteString.copyFrom(event.payload())));
        var type = event.aggregateType();
        if (type != null) {
            written.setAggregateIdentifier(event.aggregateId())
                    .setAggregateSequenceNumber(event.sequence())
                    .setAggregateType(type);
        }
        putMetadata(written, event);
        var result = written.build();
        if (!Arrays.equals(read(event.globalIndex(), result).canonical(), event.canonical())) {
            throw new UnfitEventException("The event %s cannot be kept by Axon Server as it is: %s."
                    .formatted(event.id(), difference(event, read(event.globalIndex(), result))));
        }
        return result;
    }

    private static void putMetadata(Event.Builder written, RecordedEvent event) {
        byte @Nullable [] metadata = event.metadata();
        try {
            var values = metadata == null ? JSON.createObjectNode() : JSON.readTree(metadata);
            values.properties().forEach(it -> written.putMetaData(it.getKey(), value(it.getValue())));
        } catch (JacksonException notJson) {
            throw new UnfitEventException("The metadata of the event %s are not JSON.".formatted(event.id()));
        }
    }

    private static MetaDataValue value(JsonNode value) {
        var written = MetaDataValue.newBuilder();
        if (value.isString()) {
            written.setTextValue(value.asString());
        } else if (value.isBoolean()) {
            written.setBooleanValue(value.asBoolean());
        } else if (value.isIntegralNumber() && value.canConvertToLong()) {
            written.setNumberValue(value.asLong());
        } else if (value.isNumber()) {
            written.setDoubleValue(value.asDouble());
        }
        return written.build();
    }

    private static String difference(RecordedEvent event, RecordedEvent kept) {
        if (!Arrays.equals(event.metadata(), kept.metadata())) {
            return "its metadata are not the JSON that this product writes";
        }
        return event.time().equals(kept.time())
                ? "one of its fields is empty, or it is of no aggregate and not named after itself"
                : "its time is " + event.time();
    }
}
