package io.codemaster.executor.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.executor.shared.AttemptKey;
import io.codemaster.executor.shared.ModelAccess;

class ModelGatewayIT {

    private static final String KEY = "sk-ant-api03-the-real-key-000000000000";

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final AttemptKey attempt = new AttemptKey(CodegenTaskId.random(), 1);

    private final CompletableFuture<Headers> asked = new CompletableFuture<>();

    private final CompletableFuture<String> askedBody = new CompletableFuture<>();

    private final CountDownLatch goOn = new CountDownLatch(1);

    private final CountDownLatch brokenOff = new CountDownLatch(1);

    private @Nullable HttpServer upstream;

    private @Nullable ModelGateway gateway;

    @BeforeEach
    void startUpstream() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/base/v1/messages", this::answer);
        server.start();
        upstream = server;
    }

    @AfterEach
    void stop() {
        goOn.countDown();
        if (gateway != null) {
            gateway.stop();
        }
        if (upstream != null) {
            upstream.stop(0);
        }
    }

    @Test
    void theRealKeyReplacesTheTokenOfTheRun() throws Exception {
        goOn.countDown();
        try (ModelAccess.Grant grant = open(new ModelProperties(KEY, null, null, base()))) {
            var answer = client.send(
                    request(grant, grant.token(), "/v1/messages?beta=true")
                            .header("anthropic-version", "2023-06-01")
                            .build(),
                    HttpResponse.BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("data: first\n\ndata: \"output_tokens\":42\n\n");
            assertThat(answer.headers().firstValue("request-id")).hasValue("req_1");
            assertThat(asked.join().getFirst("x-api-key")).isEqualTo(KEY);
            assertThat(asked.join().getFirst("anthropic-version")).isEqualTo("2023-06-01");
            assertThat(asked.join().values().toString()).doesNotContain(grant.token());
            assertThat(askedBody.join()).isEqualTo("{\"stream\":true}");
            assertThat(grant.requests()).isEqualTo(1);
            await().untilAsserted(() ->
                    assertThat(grant.toString()).contains("42 out").doesNotContain(grant.token()));
        }
    }

    @Test
    void aBearerTokenAndASubscriptionAreSentInTheirOwnWay() throws Exception {
        goOn.countDown();
        try (ModelAccess.Grant grant = open(new ModelProperties(null, null, "oauth-0123456789", base()))) {
            client.send(
                    request(grant, grant.token(), "/v1/messages")
                            .header("anthropic-beta", "one")
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }

        assertThat(asked.join().getFirst("authorization")).isEqualTo("Bearer oauth-0123456789");
        assertThat(asked.join().get("anthropic-beta")).containsExactly("one,oauth-2025-04-20");
        assertThat(asked.join()).doesNotContainKey("X-api-key");
    }

    @Test
    void anAnswerIsPassedOnWhileItComes() throws Exception {
        try (ModelAccess.Grant grant = open(new ModelProperties(KEY, null, null, base()))) {
            var answer = client.send(
                    request(grant, grant.token(), "/v1/messages").build(), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                assertThat(new String(body.readNBytes(13), StandardCharsets.UTF_8))
                        .isEqualTo("data: first\n\n");
                goOn.countDown();
                assertThat(new String(body.readAllBytes(), StandardCharsets.UTF_8))
                        .contains("42");
            }
        }
    }

    @Test
    void aClientThatGoesAwayCancelsTheAnswer() throws Exception {
        try (ModelAccess.Grant grant = open(new ModelProperties(KEY, null, null, base()))) {
            var answer = client.send(
                    request(grant, grant.token(), "/v1/messages")
                            .header("x-probe", "yes")
                            .build(),
                    HttpResponse.BodyHandlers.ofInputStream());
            answer.body().close();

            await().atMost(Duration.ofSeconds(10)).until(() -> brokenOff.getCount() == 0);
        }
    }

    @Test
    void aTokenIsWorthNothingOnceTheRunHasEnded() throws Exception {
        ModelAccess.Grant grant = open(new ModelProperties(KEY, null, null, base()));
        grant.close();

        var answer = client.send(
                request(grant, grant.token(), "/v1/messages").build(), HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("authentication_error");
        assertThat(asked).isNotDone();
    }

    @Test
    void nothingButTheMessagesApiIsPassedOn() throws Exception {
        try (ModelAccess.Grant grant = open(new ModelProperties(KEY, null, null, base()))) {
            for (String path : List.of("/v1/files", "/v1/messages/batches", "/v1/messages/../files", "/v1/complete")) {
                var answer =
                        client.send(request(grant, grant.token(), path).build(), HttpResponse.BodyHandlers.ofString());
                assertThat(answer.statusCode()).isEqualTo(404);
            }
            var guessed = client.send(
                    request(grant, grant.token() + "x", "/v1/messages").build(), HttpResponse.BodyHandlers.ofString());
            assertThat(guessed.statusCode()).isEqualTo(401);
            assertThat(asked).isNotDone();
        }
    }

    @Test
    void errorsOfTheModelArePassedBackAsTheyAre() throws Exception {
        try (ModelAccess.Grant grant = open(new ModelProperties(KEY, null, null, base()))) {
            var answer = client.send(
                    request(grant, grant.token(), "/v1/messages")
                            .header("x-test", "limit")
                            .build(),
                    HttpResponse.BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(429);
            assertThat(answer.body()).isEqualTo("{\"type\":\"error\"}");
            assertThat(answer.headers().firstValue("retry-after")).hasValue("7");
        }
    }

    @Test
    void aModelThatCannotBeReachedIsAnErrorOfItsOwnShape() throws Exception {
        try (ModelAccess.Grant grant = open(new ModelProperties(KEY, null, null, "http://127.0.0.1:1"))) {
            var answer = client.send(
                    request(grant, grant.token(), "/v1/messages").build(), HttpResponse.BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(502);
            assertThat(answer.body()).contains("\"type\":\"api_error\"").doesNotContain(KEY);
        }
    }

    @Test
    void manyLongAnswersGoAtOnce() throws Exception {
        try (ModelAccess.Grant grant = open(new ModelProperties(KEY, null, null, base()))) {
            var answers = new ArrayList<HttpResponse<InputStream>>();
            for (int i = 0; i < 40; i++) {
                answers.add(client.send(
                        request(grant, grant.token(), "/v1/messages").build(),
                        HttpResponse.BodyHandlers.ofInputStream()));
            }
            goOn.countDown();
            for (var answer : answers) {
                assertThat(new String(answer.body().readAllBytes(), StandardCharsets.UTF_8))
                        .endsWith("42\n\n");
            }
            assertThat(grant.requests()).isEqualTo(40);
        }
    }

    @Test
    void withoutAnythingConfiguredTheDemoModelAnswers() {
        var nothing = new ModelProperties(null, " ", "", null);

        assertThat(gateway(nothing, DemoProperties.Mode.AUTO).isDemo()).isTrue();
        assertThat(gateway(nothing, DemoProperties.Mode.OFF).isDemo()).isFalse();
        assertThat(gateway(new ModelProperties(KEY, null, null, null), DemoProperties.Mode.AUTO)
                        .isDemo())
                .isFalse();
        assertThat(gateway(new ModelProperties(KEY, null, null, null), DemoProperties.Mode.ON)
                        .isDemo())
                .isTrue();
        assertThat(new ModelProperties(KEY, KEY, KEY, null).toString()).doesNotContain(KEY);
    }

    private ModelAccess.Grant open(ModelProperties properties) {
        ModelGateway started = gateway(properties, DemoProperties.Mode.AUTO);
        started.start();
        gateway = started;
        return started.open(attempt);
    }

    private static ModelGateway gateway(ModelProperties properties, DemoProperties.Mode mode) {
        return new ModelGateway(properties, new DemoProperties(mode, null));
    }

    private String base() {
        return "http://127.0.0.1:"
                + java.util.Objects.requireNonNull(upstream).getAddress().getPort() + "/base/";
    }

    private static HttpRequest.Builder request(ModelAccess.Grant grant, String token, String path) {
        return HttpRequest.newBuilder(URI.create(grant.baseUrl() + path))
                .header("x-api-key", token)
                .POST(HttpRequest.BodyPublishers.ofString("{\"stream\":true}"));
    }

    private void answer(HttpExchange exchange) throws IOException {
        askedBody.complete(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        asked.complete(exchange.getRequestHeaders());
        if ("limit".equals(exchange.getRequestHeaders().getFirst("x-test"))) {
            exchange.getResponseHeaders().putAll(Map.of("Retry-after", List.of("7")));
            exchange.sendResponseHeaders(429, 16);
            exchange.getResponseBody().write("{\"type\":\"error\"}".getBytes(StandardCharsets.UTF_8));
            exchange.close();
            return;
        }
        exchange.getResponseHeaders().set("request-id", "req_1");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream body = exchange.getResponseBody()) {
            body.write("data: first\n\n".getBytes(StandardCharsets.UTF_8));
            body.flush();
            while (!goOn.await(20, TimeUnit.MILLISECONDS)) {
                probe(exchange);
            }
            body.write("data: \"output_tokens\":42\n\n".getBytes(StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void probe(HttpExchange exchange) throws IOException {
        if (exchange.getRequestHeaders().getFirst("x-probe") != null) {
            try {
                exchange.getResponseBody().write(' ');
                exchange.getResponseBody().flush();
            } catch (IOException e) {
                brokenOff.countDown();
                throw e;
            }
        }
    }
}
