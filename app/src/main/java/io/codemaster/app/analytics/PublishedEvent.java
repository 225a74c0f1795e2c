package io.codemaster.app.analytics;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

/** An event as a CloudEvent (1.0, structured, JSON). What it says of its sender is who, never from where. */
final class PublishedEvent {

    private static final JsonMapper JSON = new JsonMapper();

    private PublishedEvent() {}

    /** Its place as text that sorts as the number does. */
    static String sequence(long position) {
        return "%020d".formatted(position);
    }

    /**
     * The whole of it.
     *
     * @param address where people find the product, for the links in it; null where nobody said it: they are paths then
     * @param withData false where the data is to be fetched by its address
     */
    static String of(
            DomainEventMessage<?> event,
            EventType type,
            long position,
            String source,
            @Nullable String address,
            boolean withData,
            Serializer serializer) {
        var base = Objects.requireNonNullElse(address, "");
        var cloud = JSON.createObjectNode();
        cloud.put("specversion", "1.0");
        cloud.put("id", event.getIdentifier());
        cloud.put("source", source);
        cloud.put("type", type.name());
        cloud.put("subject", event.getAggregateIdentifier());
        cloud.put("time", event.getTimestamp().toString());
        cloud.put("datacontenttype", "application/json");
        cloud.put("dataschema", base + EventSchemas.path(type.name()));
        cloud.put("sequence", sequence(position));
        cloud.put("recordedtime", event.getTimestamp().toString());
        origin(cloud, event);
        if (withData) {
            cloud.putRawValue("data", new RawValue(data(event, serializer)));
        } else {
            cloud.put("dataref", base + "/api/v1/events/" + position + "/data");
        }
        return JSON.writeValueAsString(cloud);
    }

    /** What the event says, in its present revision. */
    static String data(DomainEventMessage<?> event, Serializer serializer) {
        return new String(event.serializePayload(serializer, byte[].class).getData(), StandardCharsets.UTF_8);
    }

    private static void origin(ObjectNode cloud, DomainEventMessage<?> event) {
        var from = event.getMetaData();
        putIfThere(cloud, "correlationid", from.get("correlationId"));
        putIfThere(cloud, "causationid", from.get("causationId"));
        boolean atFirstHand = Objects.equals(from.get("correlationId"), from.get("causationId"));
        var token = from.get("accessToken");
        var actor = from.get("actor");
        if (!atFirstHand || actor == null) {
            cloud.put("authtype", "system");
        } else if (token == null) {
            cloud.put("authtype", "user").put("authid", actor.toString());
        } else {
            cloud.put("authtype", "api_key").put("authid", token.toString());
        }
    }

    private static void putIfThere(ObjectNode cloud, String name, @Nullable Object value) {
        if (value != null) {
            cloud.put(name, value.toString());
        }
    }
}
