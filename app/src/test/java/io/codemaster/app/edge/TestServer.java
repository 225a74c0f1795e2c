package io.codemaster.app.edge;

import static org.awaitility.Awaitility.await;

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
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

import io.codemaster.api.identity.RegisterUser;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.identity.UserRole;
import io.codemaster.api.identity.UserSource;
import io.codemaster.app.CodeMaster;
import io.codemaster.app.security.session.Sessions;
import io.codemaster.app.security.session.Users;
import io.codemaster.testing.feishu.TestingFeishu;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The product, started for a test on a free port and an empty data directory, and a client that speaks HTTP to it. */
public final class TestServer implements AutoCloseable {

    public static final String PASSWORD = "correct horse battery";

    private static final JsonMapper JSON = new JsonMapper();

    private static final Map<String, TestServer> SHARED = new HashMap<>();

    private static @Nullable TestingFeishu feishu;

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
        return SHARED.computeIfAbsent(
                "demo",
                key -> start(
                        newDirectory(),
                        "--codemaster.demo=on",
                        // streams that end are ended by what happened, never by the next look
                        "--codemaster.feed.heartbeat=1h"));
    }

    /** What {@link #sharedWithoutDemo()} takes for Feishu. */
    public static synchronized TestingFeishu feishu() {
        var known = feishu;
        if (known == null) {
            known = TestingFeishu.start();
            feishu = known;
        }
        return known;
    }

    /** One server that is no demonstration and knows Feishu, for all tests that leave it as it was. */
    public static synchronized TestServer sharedWithoutDemo() {
        return SHARED.computeIfAbsent(
                "plain",
                key -> start(
                        newDirectory(),
                        "--codemaster.demo=off",
                        "--codemaster.feishu.app-id=" + feishu().appId(),
                        "--codemaster.feishu.app-secret=" + feishu().appSecret(),
                        "--codemaster.feishu.open-base-url=" + feishu().url(),
                        "--codemaster.feishu.accounts-base-url=" + feishu().url(),
                        "--codemaster.feishu.timeout=3s",
                        "--codemaster.bootstrap.admin-email=Boss@Example.com",
                        "--codemaster.bootstrap.admin-password=" + PASSWORD));
    }

    /** One server that lets another origin in and little through. */
    public static synchronized TestServer sharedStrict() {
        return SHARED.computeIfAbsent(
                "strict",
                key -> start(
                        newDirectory(),
                        "--codemaster.demo=on",
                        "--codemaster.cors.allowed-origins=https://tools.example.com",
                        "--codemaster.rate-limit.user=20",
                        "--codemaster.rate-limit.token=10",
                        "--codemaster.rate-limit.address=30"));
    }

    public static Path newDirectory() {
        try {
            return Files.createTempDirectory("codemaster-test-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static TestServer start(Path data, String... arguments) {
        return start(data, Duration.ZERO, arguments);
    }

    /** Starts it that much later. */
    public static TestServer start(Path data, Duration later, String... arguments) {
        var clock = new SteppingClock();
        clock.step(later);
        var all = new ArrayList<String>();
        all.add("--codemaster.data-dir=" + data);
        all.add("--logging.level.root=WARN");
        all.add("--spring.main.banner-mode=off");
        all.addAll(List.of(arguments));
        if (all.stream().noneMatch(it -> it.startsWith("--codemaster.server.port="))) {
            all.add("--codemaster.server.port=0");
        }
        var context = new SpringApplicationBuilder(CodeMaster.class)
                .initializers((GenericApplicationContext it) -> {
                    it.registerBean("testClock", Clock.class, () -> clock, definition -> definition.setPrimary(true));
                    it.registerBean("doorstep", Doorstep.class, Doorstep::new);
                })
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

    public <T> List<T> beans(Class<T> type) {
        return context.getBeanProvider(type).stream().toList();
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
    public synchronized String user(String id, @Nullable UserRole role) {
        return tokens.computeIfAbsent(id, key -> {
            register(id, role);
            return session(id);
        });
    }

    /** Makes a user who can be read at once and whose password is {@link #PASSWORD}. */
    public void register(String id, @Nullable UserRole role) {
        bean(CommandGateway.class)
                .sendAndWait(
                        new RegisterUser(new UserId(id), id, id + "@example.com", null, role, UserSource.LOCAL, null));
        bean(JdbcTemplate.class).update("INSERT INTO local_credential VALUES (?, ?, 0)", id, "{noop}" + PASSWORD);
        await().until(() -> bean(Users.class).find(new UserId(id)).isPresent());
    }

    /** A new session of a user; signing in by password would hash it each time. */
    public String session(String id) {
        var user = bean(Users.class).find(new UserId(id)).orElseThrow();
        return bean(Sessions.class)
                .open(user, new MockHttpServletRequest(), new MockHttpServletResponse())
                .token();
    }

    public Answer login(String email, String password) {
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

    /** Ends requests that only want to know whether they would be let in, right before the controller. */
    public static final class Doorstep implements WebMvcConfigurer, HandlerInterceptor {

        public static final String HEADER = "X-Test-Doorstep";

        public static final int LET_IN = 299;

        @Override
        public void addInterceptors(InterceptorRegistry registry) {
            registry.addInterceptor(this);
        }

        @Override
        public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
            if (request.getHeader(HEADER) == null) {
                return true;
            }
            response.setStatus(LET_IN);
            return false;
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

        /** Reads line by line, while they come. */
        public Stream<String> lines() {
            return HTTP.sendAsync(request.method(method, body).build(), HttpResponse.BodyHandlers.ofLines())
                    .join()
                    .body();
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
