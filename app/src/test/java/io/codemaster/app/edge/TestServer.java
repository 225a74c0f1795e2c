package io.codemaster.app.edge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

import io.codemaster.api.identity.RegisterUser;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.identity.UserRole;
import io.codemaster.app.CodeMaster;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The product, started for a test on a free port and an empty data directory, and a client that speaks HTTP to it. */
public final class TestServer implements AutoCloseable {

    public static final String PASSWORD = "correct horse battery";

    private static final JsonMapper JSON = new JsonMapper();

    private static final Map<String, TestServer> SHARED = new HashMap<>();

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    private final ConfigurableApplicationContext context;

    private final Map<String, String> tokens = new HashMap<>();

    public final SteppingClock clock;

    private TestServer(ConfigurableApplicationContext context, SteppingClock clock) {
        this.context = context;
        this.clock = clock;
    }

    /** One server in demo mode for all tests that leave it as it was. */
    public static synchronized TestServer shared() {
        return SHARED.computeIfAbsent("demo", key -> start(newDirectory(), "--codemaster.demo=on"));
    }

    public static Path newDirectory() {
        try {
            return Files.createTempDirectory("codemaster-test-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static TestServer start(Path data, String... arguments) {
        var clock = new SteppingClock();
        var all = new ArrayList<String>();
        all.add("--codemaster.data-dir=" + data);
        all.add("--logging.level.root=WARN");
        all.add("--spring.main.banner-mode=off");
        all.addAll(List.of(arguments));
        if (all.stream().noneMatch(it -> it.startsWith("--codemaster.server.port="))) {
            all.add("--codemaster.server.port=0");
        }
        var context = new SpringApplicationBuilder(CodeMaster.class)
                .initializers((GenericApplicationContext it) -> it.registerBean(
                        "testClock", Clock.class, () -> clock, definition -> definition.setPrimary(true)))
                .run(all.toArray(String[]::new));
        return new TestServer(context, clock);
    }

    @Override
    public void close() {
        context.close();
    }

    public <T> T bean(String name, Class<T> type) {
        return context.getBean(name, type);
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public int port() {
        return ((ServletWebServerApplicationContext) context).getWebServer().getPort();
    }

    public Call get(String path) {
        return new Call("GET", path);
    }

    public Call post(String path) {
        return new Call("POST", path);
    }

    public Call call(String method, String path) {
        return new Call(method, path);
    }

    /** A demo user's token. */
    public synchronized String demo(UserRole role) {
        return tokens.computeIfAbsent(
                "demo:" + role,
                key -> post("/api/v1/auth/demo/login")
                        .json("{\"role\":\"" + role + "\"}")
                        .send()
                        .body()
                        .get("token")
                        .asString());
    }

    /** Registers a user with a password; the token of a session. */
    public synchronized String user(String id, UserRole role) {
        return tokens.computeIfAbsent(id, key -> {
            var email = id + "@example.com";
            bean(CommandGateway.class).sendAndWait(new RegisterUser(new UserId(id), id, email, role, "local"));
            bean(JdbcTemplate.class).update("INSERT INTO local_credential VALUES (?, ?, 0)", id, "{noop}" + PASSWORD);
            return login(email, PASSWORD).body().get("token").asString();
        });
    }

    public Answer login(String email, String password) {
        var answer = tryLogin(email, password);
        // the views of a real read side may be a moment behind
        for (int i = 0; answer.status() == 401 && i < 3 && password.equals(PASSWORD); i++) {
            clock.step(Duration.ofMinutes(31));
            answer = tryLogin(email, password);
        }
        return answer;
    }

    private Answer tryLogin(String email, String password) {
        return post("/api/v1/auth/local/login")
                .json(JSON.writeValueAsString(Map.of("email", email, "password", password)))
                .send();
    }

    /** Sends bytes as they are; what came back until the server closed. */
    public String raw(String request) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A request in the making. */
    public final class Call {

        private final String method;

        private final HttpRequest.Builder request;

        private HttpRequest.BodyPublisher body = HttpRequest.BodyPublishers.noBody();

        private Call(String method, String path) {
            this.method = method;
            this.request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                    .timeout(Duration.ofSeconds(30));
        }

        public Call bearer(String token) {
            return token.isEmpty() ? this : header("Authorization", "Bearer " + token);
        }

        public Call header(String name, String value) {
            request.header(name, value);
            return this;
        }

        public Call json(String text) {
            return body("application/json", text);
        }

        public Call body(String type, String text) {
            body = HttpRequest.BodyPublishers.ofString(text);
            return header("Content-Type", type);
        }

        public Call chunked(String type, byte[] content) {
            body = HttpRequest.BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(content));
            return header("Content-Type", type);
        }

        public Answer send() {
            return sendLater().join();
        }

        public CompletableFuture<Answer> sendLater() {
            return HTTP.sendAsync(request.method(method, body).build(), HttpResponse.BodyHandlers.ofString())
                    .thenApply(Answer::new);
        }
    }

    /** What came back. */
    public record Answer(HttpResponse<String> response) {

        public int status() {
            return response.statusCode();
        }

        public String text() {
            return response.body();
        }

        public JsonNode body() {
            return JSON.readTree(response.body());
        }

        public String code() {
            return body().path("code").asString("");
        }

        public Optional<String> header(String name) {
            return response.headers().firstValue(name);
        }

        /** A cookie's value, from the line that sets it. */
        public String cookie(String name) {
            return setCookie(name).split(";", -1)[0].substring(name.length() + 1);
        }

        public String setCookie(String name) {
            return response.headers().allValues("Set-Cookie").stream()
                    .filter(it -> it.startsWith(name + "="))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no cookie " + name + " is set: " + response.headers()));
        }
    }

    /** Time that passes only when a test says so, beside its ordinary pace. */
    public static final class SteppingClock extends Clock {

        private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

        public void step(Duration more) {
            ahead.updateAndGet(it -> it.plus(more));
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.now().plus(ahead.get());
        }
    }
}
