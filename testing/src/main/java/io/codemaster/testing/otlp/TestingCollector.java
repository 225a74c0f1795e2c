package io.codemaster.testing.otlp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** Receives OTLP over real HTTP on loopback, in protobuf, and keeps every span that it was sent. */
public final class TestingCollector implements AutoCloseable {

    private static final String PATH = "/v1/traces";

    private static final int OK = 200;

    private static final int BAD_REQUEST = 400;

    private static final int NOT_FOUND = 404;

    private final HttpServer server;

    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        var thread = new Thread(work, "testing-collector");
        thread.setDaemon(true);
        return thread;
    });

    /** Guards everything below. */
    private final Object lock = new Object();

    private final List<ReceivedSpan> spans = new ArrayList<>();

    private final List<Map<String, List<String>>> headers = new ArrayList<>();

    private final List<String> refused = new ArrayList<>();

    private TestingCollector() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    public static TestingCollector start() {
        return new TestingCollector();
    }

    /** What {@code codemaster.tracing.otlp-endpoint} is set to. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
            try (var body = zipped ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody()) {
                exchange.sendResponseHeaders(take(exchange, body.readAllBytes()), -1);
            }
        }
    }

    private int take(HttpExchange exchange, byte[] body) {
        synchronized (lock) {
            if (!exchange.getRequestMethod().equals("POST")
                    || !exchange.getRequestURI().getPath().equals(PATH)) {
                refused.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
                return NOT_FOUND;
            }
            try {
                spans.addAll(ReceivedSpan.ofRequest(new ProtobufMessage(body)));
                headers.add(Map.copyOf(exchange.getRequestHeaders()));
                return OK;
            } catch (IllegalArgumentException unreadable) {
                refused.add(unreadable.toString());
                return BAD_REQUEST;
            }
        }
    }

    /** Every span so far, in the order in which they came. */
    public List<ReceivedSpan> spans() {
        synchronized (lock) {
            return List.copyOf(spans);
        }
    }

    /** The values with which a header came. */
    public Set<String> header(String name) {
        synchronized (lock) {
            var values = new HashSet<String>();
            headers.forEach(request -> request.forEach((key, all) -> {
                if (key.equalsIgnoreCase(name)) {
                    values.addAll(all);
                }
            }));
            return values;
        }
    }

    /** What came and was no trace; empty when all is well. */
    public List<String> refused() {
        synchronized (lock) {
            return List.copyOf(refused);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
