package io.codemaster.testing.otlp;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A span as it was sent.
 *
 * @param traceId 32 hexadecimal digits
 * @param spanId 16 hexadecimal digits
 * @param parentId the same of the span that it is in; empty for none
 * @param links traces that it says it goes back to
 * @param attributes as texts, whatever their kind
 * @param resource attributes of the process that sent it
 * @param failed whether its status is an error
 * @param words everything else that was written in it: its status, its events
 */
public record ReceivedSpan(
        String traceId,
        String spanId,
        String parentId,
        String name,
        List<String> links,
        Map<String, String> attributes,
        Map<String, String> resource,
        boolean failed,
        List<String> words) {

    private static final long ERROR = 2;

    /** Reads {@code ExportTraceServiceRequest} of opentelemetry-proto. */
    static List<ReceivedSpan> ofRequest(ProtobufMessage request) {
        var all = new ArrayList<ReceivedSpan>();
        for (var group : request.messages(1)) {
            var resource = group.messages(1).stream()
                    .map(it -> attributes(it, 1))
                    .findFirst()
                    .orElseGet(Map::of);
            for (var scope : group.messages(2)) {
                scope.messages(2).forEach(span -> all.add(of(span, resource)));
            }
        }
        return all;
    }

    private static ReceivedSpan of(ProtobufMessage span, Map<String, String> resource) {
        var words = new ArrayList<String>();
        for (var event : span.messages(11)) {
            words.add(event.text(2));
            attributes(event, 3).forEach((key, value) -> words.add(key + "=" + value));
        }
        span.messages(15).forEach(status -> words.add(status.text(2)));
        return new ReceivedSpan(
                hex(span, 1),
                hex(span, 2),
                hex(span, 4),
                span.text(5),
                span.messages(13).stream().map(link -> hex(link, 1)).toList(),
                attributes(span, 9),
                resource,
                span.messages(15).stream().anyMatch(status -> status.number(3) == ERROR),
                words.stream().filter(it -> !it.isEmpty()).toList());
    }

    private static String hex(ProtobufMessage message, int field) {
        return HexFormat.of().formatHex(message.bytes(field));
    }

    /** Repeated {@code KeyValue}. */
    private static Map<String, String> attributes(ProtobufMessage message, int field) {
        var all = new TreeMap<String, String>();
        for (var pair : message.messages(field)) {
            pair.messages(2).forEach(value -> all.put(pair.text(1), value(value)));
        }
        return all;
    }

    /** {@code AnyValue}: a text, a truth value or a whole number; whatever else as its bytes. */
    private static String value(ProtobufMessage value) {
        if (value.has(1)) {
            return value.text(1);
        }
        if (value.has(2)) {
            return Boolean.toString(value.number(2) != 0);
        }
        return value.has(3) ? Long.toString(value.number(3)) : value.toString();
    }
}
