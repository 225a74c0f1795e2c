package io.codemaster.testing.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;

import org.jspecify.annotations.Nullable;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;

import io.codemaster.testing.git.TestingGitServer.TestingRepository;
import tools.jackson.databind.json.JsonMapper;

/**
 * A platform over real HTTP on loopback with one project, its branches and its merge requests, and with every trouble that
 * real ones make. Its branches are those of a git repository, or made up.
 */
public abstract class TestingPlatform implements AutoCloseable {

    protected static final JsonMapper JSON = new JsonMapper();

    private static final long LONGEST_HOLD_SECONDS = 30;

    private final HttpServer server;

    private final boolean secure;

    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        var thread = new Thread(work, "testing-platform");
        thread.setDaemon(true);
        return thread;
    });

    private final CountDownLatch closing = new CountDownLatch(1);

    /** Guards everything below. */
    private final Object lock = new Object();

    private final List<Exchange> exchanges = new ArrayList<>();

    private final Map<String, String> branches = new LinkedHashMap<>();

    private final List<Change> changes = new ArrayList<>();

    private @Nullable TestingRepository repository;

    private @Nullable Trouble trouble;

    private boolean held;

    private boolean ignoringFilters;

    private boolean loose;

    private Runnable beforeCreating = () -> {};

    protected TestingPlatform(@Nullable SSLContext tls) {
        this.secure = tls != null;
        try {
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            if (tls == null) {
                server = HttpServer.create(address, 0);
            } else {
                var https = HttpsServer.create(address, 0);
                https.setHttpsConfigurator(new HttpsConfigurator(tls));
                server = https;
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    /**
     * One request and what was answered to it.
     *
     * @param path as it was sent, encoded
     * @param query as it was sent, empty for none
     */
    public record Exchange(
            String method,
            String path,
            String query,
            Map<String, List<String>> requestHeaders,
            String requestBody,
            int status,
            Map<String, List<String>> headers,
            String body) {

        public @Nullable String header(String name) {
            return requestHeaders.getOrDefault(name, List.of()).stream()
                    .findFirst()
                    .orElse(null);
        }

        @Override
        public String toString() {
            return method + " " + path + (query.isEmpty() ? "" : "?" + query) + " → " + status;
        }
    }

    /** What a request asks, decoded. */
    protected record Asked(
            String method,
            List<String> path,
            Map<String, String> query,
            Map<String, List<String>> headers,
            String body) {

        public String header(String name) {
            return headers.getOrDefault(name, List.of()).stream().findFirst().orElse("");
        }
    }

    /** What is answered. */
    public record Answer(int status, String type, Map<String, String> headers, String body) {

        public static Answer json(int status, Object body) {
            return new Answer(status, "application/json", Map.of(), JSON.writeValueAsString(body));
        }

        public Answer with(String name, String value) {
            var more = new LinkedHashMap<>(headers);
            more.put(name, value);
            return new Answer(status, type, more, body);
        }
    }

    /** A merge request as the platform keeps it. */
    public static final class Change {

        public final long number;

        public final String source;

        public final String target;

        public String title;

        public String description;

        /** {@code opened}, {@code closed} or {@code merged}. */
        public String state = "opened";

        public boolean draft;

        /** Whether the source branch is one of a fork. */
        public boolean fromFork;

        public @Nullable Boolean mergeable = true;

        public String head;

        public @Nullable String mergeCommit;

        public @Nullable Instant mergedAt;

        Change(long number, String source, String target, String title, String description, String head) {
            this.number = number;
            this.source = source;
            this.target = target;
            this.title = title;
            this.description = description;
            this.head = head;
        }
    }

    private record Trouble(Answer answer, String method, int times) {}

    // ---- what a test sets up ----

    /** For instance {@code http://127.0.0.1:41234}. */
    public String url() {
        return (secure ? "https://" : "http://") + host();
    }

    public String host() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** Its branches are those of a repository from now on. */
    public void keep(TestingRepository shared) {
        synchronized (lock) {
            repository = shared;
        }
    }

    /** A branch that exists, without a repository. */
    public void branch(String name, String commit) {
        synchronized (lock) {
            branches.put(name, commit);
        }
    }

    /** Somebody opens one on the platform itself. */
    public Change openByHand(String source, String target, String title) {
        synchronized (lock) {
            return add(source, target, title, "");
        }
    }

    /** Somebody merges it on the platform. */
    public void merge(long number) {
        synchronized (lock) {
            var it = change(number);
            it.state = "merged";
            it.mergedAt = Instant.parse("2026-11-22T10:00:00Z");
            it.mergeCommit = "e".repeat(40);
        }
    }

    /** Somebody closes it without merging. */
    public void close(long number) {
        synchronized (lock) {
            change(number).state = "closed";
        }
    }

    /** Somebody opens again what was closed. */
    public void reopen(long number) {
        synchronized (lock) {
            change(number).state = "opened";
        }
    }

    /** Every merge request, the oldest first. */
    public List<Change> changes() {
        synchronized (lock) {
            return List.copyOf(changes);
        }
    }

    /** Answers every request like this until {@link #recover}. */
    public void always(Answer answer) {
        synchronized (lock) {
            trouble = new Trouble(answer, "", Integer.MAX_VALUE);
        }
    }

    /** Answers the next request of this method like this. */
    public void once(String method, Answer answer) {
        synchronized (lock) {
            trouble = new Trouble(answer, method, 1);
        }
    }

    /** The page of a gateway whose platform is down. */
    public void breakDown() {
        always(new Answer(502, "text/html", Map.of(), "<html><body><h1>502 Bad Gateway</h1></body></html>"));
    }

    /** Takes requests and does not answer. */
    public void hold() {
        synchronized (lock) {
            held = true;
        }
    }

    /** Ends every trouble; what was held back is answered now. */
    public void recover() {
        synchronized (lock) {
            trouble = null;
            held = false;
            lock.notifyAll();
        }
    }

    /** Lists everything, whatever the filter says, as compatible servers do. */
    public void ignoreFilters() {
        synchronized (lock) {
            ignoringFilters = true;
        }
    }

    /** Answers 200 where the original answers 201, as compatible servers do. */
    public void answerLoosely() {
        synchronized (lock) {
            loose = true;
        }
    }

    /** Does this between a client's look and its creation. */
    public void beforeCreating(Runnable action) {
        synchronized (lock) {
            beforeCreating = action;
        }
    }

    /** Every exchange so far, in the order in which they ended. */
    public List<Exchange> exchanges() {
        synchronized (lock) {
            return List.copyOf(exchanges);
        }
    }

    @Override
    public void close() {
        closing.countDown();
        recover();
        server.stop(0);
        threads.shutdownNow();
    }

    // ---- webhooks ----

    /** Sends a delivery; the status that was answered. */
    protected static int deliver(String url, Map<String, String> headers, byte[] body) {
        var request = HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        try {
            return HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .build()
                    .send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    // ---- what the platforms have in common ----

    /** Answers a request of somebody; called by one at a time. */
    protected abstract Answer answer(Asked asked);

    protected boolean isIgnoringFilters() {
        return ignoringFilters;
    }

    protected int created() {
        return loose ? 200 : 201;
    }

    protected boolean hasBranch(String name) {
        var shared = repository;
        return shared == null ? branches.containsKey(name) : shared.has(name);
    }

    protected String head(String branch) {
        var shared = repository;
        return shared == null ? branches.getOrDefault(branch, "0".repeat(40)) : shared.id("refs/heads/" + branch);
    }

    protected @Nullable Change find(long number) {
        return changes.stream().filter(it -> it.number == number).findFirst().orElse(null);
    }

    protected @Nullable Change openOne(String source, String target) {
        return changes.stream()
                .filter(it -> it.state.equals("opened")
                        && !it.fromFork
                        && it.source.equals(source)
                        && it.target.equals(target))
                .findFirst()
                .orElse(null);
    }

    protected Change add(String source, String target, String title, String description) {
        var change = new Change(changes.size() + 1, source, target, title, description, head(source));
        changes.add(change);
        return change;
    }

    protected void aboutToCreate() {
        var action = beforeCreating;
        beforeCreating = () -> {};
        action.run();
    }

    protected List<Change> all() {
        return changes;
    }

    private Change change(long number) {
        var found = find(number);
        if (found == null) {
            throw new IllegalArgumentException("there is no " + number);
        }
        return found;
    }

    /** Pairs of a query or a form. */
    protected static Map<String, String> pairs(@Nullable String text) {
        var pairs = new LinkedHashMap<String, String>();
        if (text != null && !text.isEmpty()) {
            for (var pair : text.split("&", -1)) {
                var parts = pair.split("=", 2);
                pairs.put(decoded(parts[0]), parts.length < 2 ? "" : decoded(parts[1]));
            }
        }
        return pairs;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    // ---- HTTP ----

    private void serve(HttpExchange http) throws IOException {
        try (http) {
            var body = new String(http.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var uri = http.getRequestURI();
            var headers = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
            http.getRequestHeaders().forEach((name, values) -> headers.put(name, List.copyOf(values)));
            var path = new ArrayList<String>();
            for (var part : uri.getRawPath().substring(1).split("/", -1)) {
                path.add(decoded(part.replace("+", "%2B")));
            }
            Answer answer;
            synchronized (lock) {
                waitWhileHeld();
                var asked = new Asked(http.getRequestMethod(), path, pairs(uri.getRawQuery()), headers, body);
                answer = inTrouble(asked.method());
                if (answer == null) {
                    answer = answer(asked);
                }
                exchanges.add(new Exchange(
                        http.getRequestMethod(),
                        uri.getRawPath(),
                        uri.getRawQuery() == null ? "" : uri.getRawQuery(),
                        headers,
                        body,
                        answer.status(),
                        sent(answer),
                        answer.body()));
            }
            send(http, answer);
        }
    }

    private static Map<String, List<String>> sent(Answer answer) {
        var headers = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        answer.headers().forEach((name, value) -> headers.put(name, List.of(value)));
        headers.put("Content-Type", List.of(answer.type()));
        return headers;
    }

    private @Nullable Answer inTrouble(String method) {
        var now = trouble;
        if (now == null || !(now.method().isEmpty() || now.method().equals(method))) {
            return null;
        }
        if (now.times() == 1) {
            trouble = null;
        }
        return now.answer();
    }

    private void waitWhileHeld() {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_HOLD_SECONDS);
        try {
            while (held && closing.getCount() > 0 && System.nanoTime() < until) {
                lock.wait(TimeUnit.SECONDS.toMillis(1));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(HttpExchange http, Answer answer) throws IOException {
        var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        http.getResponseHeaders().set("Content-Type", answer.type());
        answer.headers().forEach((name, value) -> http.getResponseHeaders().set(name, value));
        http.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        http.getResponseBody().write(bytes);
    }
}
