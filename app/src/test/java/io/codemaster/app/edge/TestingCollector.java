package io.codemaster.app.edge;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;

import com.sun.net.httpserver.HttpServer;

/** Takes traces by OTLP over HTTP and reads as much of the protobuf messages as the tests ask for. */
final class TestingCollector implements AutoCloseable {

    private final HttpServer server;

    private final ConcurrentLinkedQueue<Span> spans = new ConcurrentLinkedQueue<>();

    private final ConcurrentLinkedQueue<String> apiKeys = new ConcurrentLinkedQueue<>();

    /** A span as it came. */
    record Span(String traceId, String id, String parent, String name, Map<String, String> attributes) {}

    TestingCollector() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/traces", exchange -> {
            var body = exchange.getRequestBody().readAllBytes();
            apiKeys.add(String.valueOf(exchange.getRequestHeaders().getFirst("x-api-key")));
            // ExportTraceServiceRequest > ResourceSpans > ScopeSpans > Span
            for (var resource : fields(body, 1)) {
                for (var scope : fields(resource, 2)) {
                    fields(scope, 2).forEach(it -> spans.add(span(it)));
                }
            }
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    List<Span> spans() {
        return List.copyOf(spans);
    }

    List<String> apiKeys() {
        return List.copyOf(apiKeys);
    }

    private static Span span(byte[] bytes) {
        var attributes = new HashMap<String, String>();
        for (var attribute : fields(bytes, 9)) {
            var value = fields(attribute, 2).get(0);
            var texts = fields(value, 1);
            var number = numbers(value, 3);
            attributes.put(
                    text(fields(attribute, 1).get(0)),
                    texts.isEmpty() ? (number.isEmpty() ? "" : number.get(0).toString()) : text(texts.get(0)));
        }
        var parents = fields(bytes, 4);
        return new Span(
                hex(fields(bytes, 1).get(0)),
                hex(fields(bytes, 2).get(0)),
                parents.isEmpty() ? "" : hex(parents.get(0)),
                text(fields(bytes, 5).get(0)),
                attributes);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    /** All values of a field that has a length. */
    private static List<byte[]> fields(byte[] message, int wanted) {
        var found = new ArrayList<byte[]>();
        read(message, (field, bytes, number) -> {
            if (field == wanted && bytes != null) {
                found.add(bytes);
            }
        });
        return found;
    }

    private static List<Long> numbers(byte[] message, int wanted) {
        var found = new ArrayList<Long>();
        read(message, (field, bytes, number) -> {
            if (field == wanted && bytes == null) {
                found.add(number);
            }
        });
        return found;
    }

    private interface Field {
        void take(int field, byte @org.jspecify.annotations.Nullable [] bytes, long number);
    }

    private static void read(byte[] message, Field reader) {
        var buffer = ByteBuffer.wrap(message).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            long key = varint(buffer);
            int field = (int) (key >>> 3);
            switch ((int) (key & 7)) {
                case 0 -> reader.take(field, null, varint(buffer));
                case 1 -> reader.take(field, null, buffer.getLong());
                case 2 -> {
                    var bytes = new byte[(int) varint(buffer)];
                    buffer.get(bytes);
                    reader.take(field, bytes, 0);
                }
                case 5 -> reader.take(field, null, buffer.getInt());
                default -> throw new IllegalArgumentException("no protobuf");
            }
        }
    }

    private static long varint(ByteBuffer buffer) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = buffer.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
