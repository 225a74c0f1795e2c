package io.codemaster.app.analytics;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The AsyncAPI 3 description of the events and where they can be had. */
final class AsyncApi {

    private AsyncApi() {}

    /** The whole document. */
    static Map<String, Object> document() {
        var messages = new LinkedHashMap<String, Object>();
        var inChannel = new LinkedHashMap<String, Object>();
        var schemas = new EventSchemas("#/components/schemas/");
        EventType.all().forEach(type -> {
            messages.put(type.name(), message(type, schemas));
            inChannel.put(type.name(), Map.of("$ref", "#/components/messages/" + type.name()));
        });
        var channel = new LinkedHashMap<String, Object>();
        channel.put("address", "/api/v1/events/stream");
        channel.put("title", "All events, live");
        channel.put(
                "description",
                "Server-sent events. The id of each is its sequence: come back with it in Last-Event-ID or ?after= to go"
                        + " on right after it. GET /api/v1/events has the same events as pages.");
        channel.put("messages", inChannel);
        var document = new LinkedHashMap<String, Object>();
        document.put("asyncapi", "3.0.0");
        document.put("info", Map.of("title", "CodeMaster events", "version", "1"));
        document.put("defaultContentType", "application/cloudevents+json");
        document.put("channels", Map.of("events", channel));
        document.put(
                "operations",
                Map.of(
                        "receiveEvents",
                        Map.of(
                                "action",
                                "send",
                                "channel",
                                Map.of("$ref", "#/channels/events"),
                                "security",
                                List.of(token()))));
        var components = new LinkedHashMap<String, Object>();
        components.put("messages", messages);
        components.put("schemas", schemas.nested());
        components.put("securitySchemes", Map.of("token", scheme()));
        document.put("components", components);
        return document;
    }

    private static Map<String, Object> token() {
        return Map.of("$ref", "#/components/securitySchemes/token");
    }

    private static Map<String, Object> scheme() {
        var scheme = new LinkedHashMap<String, Object>();
        scheme.put("type", "http");
        scheme.put("scheme", "bearer");
        scheme.put("description", "A personal access token with the scope events:read.");
        return scheme;
    }

    private static Map<String, Object> message(EventType type, EventSchemas schemas) {
        var own = new LinkedHashMap<String, Object>();
        own.put("type", Map.of("const", type.name()));
        own.put("data", schemas.data(type));
        schemas.nested().putIfAbsent("CloudEvent", envelope());
        var message = new LinkedHashMap<String, Object>();
        message.put("name", type.name());
        message.put("contentType", "application/cloudevents+json");
        message.put(
                "payload",
                Map.of("allOf", List.of(Map.of("$ref", "#/components/schemas/CloudEvent"), Map.of("properties", own))));
        return message;
    }

    private static Map<String, Object> envelope() {
        var properties = new LinkedHashMap<String, Object>();
        properties.put("specversion", Map.of("const", "1.0"));
        properties.put("type", text("com.codemaster.<what>.<done>.v<revision>"));
        properties.put("id", text("The same whenever and wherever the event is read."));
        properties.put("source", text("The installation."));
        properties.put("subject", text("What the event happened to: the aggregate's id."));
        properties.put("time", Map.of("type", "string", "format", "date-time"));
        properties.put("recordedtime", Map.of("type", "string", "format", "date-time"));
        properties.put("sequence", text("Its place among all events, twenty digits."));
        properties.put("datacontenttype", Map.of("const", "application/json"));
        properties.put("dataschema", Map.of("type", "string", "format", "uri-reference"));
        properties.put("correlationid", text("The command at the beginning of the chain that led to it."));
        properties.put("causationid", text("The command that it was recorded for."));
        properties.put("authtype", Map.of("enum", List.of("user", "api_key", "system")));
        properties.put("authid", text("The user or the token."));
        properties.put(
                "dataref",
                Map.of(
                        "type",
                        "string",
                        "format",
                        "uri-reference",
                        "description",
                        "Where data is that is longer than 64 KiB."));
        var envelope = new LinkedHashMap<String, Object>();
        envelope.put("type", "object");
        envelope.put("properties", properties);
        envelope.put("required", List.of("specversion", "id", "source", "type", "time", "sequence"));
        return envelope;
    }

    private static Map<String, Object> text(String description) {
        return Map.of("type", "string", "description", description);
    }
}
