package io.codemaster.app.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

import com.sun.net.httpserver.HttpServer;

import io.codemaster.api.identity.UserRole;
import io.codemaster.app.edge.TestServer;
import io.codemaster.app.edge.TestServer.Answer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EventSubscriptionTest {

    /** What came behind a number that was taken back is linked seconds later. */
    private static final Duration LINKED = Duration.ofMinutes(1);

    private static final JsonMapper JSON = new JsonMapper();

    private static final List<Delivery> DELIVERIES = new CopyOnWriteArrayList<>();

    private static final AtomicInteger REFUSE = new AtomicInteger();

    private static HttpServer receiver;

    private static TestServer server;

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Delivery(String subscription, String signature, byte[] body) {

        List<JsonNode> events() {
            var all = new ArrayList<JsonNode>();
            JSON.readTree(body).forEach(all::add);
            return all;
        }
    }

    @BeforeAll
    static void aReceiver() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", exchange -> {
            DELIVERIES.add(new Delivery(
                    exchange.getRequestHeaders().getFirst("CodeMaster-Subscription"),
                    exchange.getRequestHeaders().getFirst("CodeMaster-Signature"),
                    exchange.getRequestBody().readAllBytes()));
            exchange.sendResponseHeaders(REFUSE.getAndUpdate(it -> Math.max(0, it - 1)) > 0 ? 500 : 204, -1);
            exchange.close();
        });
        receiver.start();
        server = TestServer.start(
                TestServer.newDirectory(), "--codemaster.demo=on", "--codemaster.git.insecure-hosts=" + host());
    }

    @AfterAll
    static void end() {
        server.close();
        receiver.stop(0);
    }

    private static String host() {
        return "127.0.0.1:" + receiver.getAddress().getPort();
    }

    private static String project(String key, String owner) {
        return server.post("/api/v1/projects")
                .bearer(owner)
                .json("{\"key\":\"%s\",\"name\":\"Told\"}".formatted(key))
                .send()
                .body()
                .get("id")
                .asString();
    }

    private static Answer subscribe(String token, String body) {
        return server.post("/api/v1/event-subscriptions")
                .bearer(token)
                .json(body)
                .send();
    }

    private static List<JsonNode> told(String subscription) {
        return DELIVERIES.stream()
                .filter(it -> it.subscription().equals(subscription))
                .flatMap(it -> it.events().stream())
                .toList();
    }

    @Test
    void whatHappensInAProjectIsSentSignedAndAgainUntilItIsTaken() {
        var owner = server.user("told-owner", UserRole.PM);
        var mine = project("TOLA", owner);
        var other = project("TOLB", owner);
        REFUSE.set(1);
        var added = subscribe(
                owner,
                "{\"url\":\"http://%s/hook\",\"projectId\":\"%s\",\"after\":0,\"types\":[\"com.codemaster.project*\"]}"
                        .formatted(host(), mine));
        assertThat(added.status()).as(added.text()).isEqualTo(201);
        var id = added.body().get("id").asString();
        var secret = added.body().get("secret").asString();

        var path = "/api/v1/event-subscriptions/" + id;
        await().atMost(LINKED)
                .until(() -> server.get(path)
                                .bearer(owner)
                                .send()
                                .body()
                                .get("failingTries")
                                .asInt()
                        == 1);
        assertThat(server.get(path)
                        .bearer(owner)
                        .send()
                        .body()
                        .get("lastFailure")
                        .asString())
                .contains("500");
        server.clock.step(Duration.ofSeconds(6));
        await().atMost(LINKED)
                .until(() -> server.get(path)
                                        .bearer(owner)
                                        .send()
                                        .body()
                                        .get("failingTries")
                                        .asInt()
                                == 0
                        && DELIVERIES.size() >= 2);

        assertThat(told(id))
                .isNotEmpty()
                .allSatisfy(
                        it -> assertThat(it.at("/data/projectId").asString()).isEqualTo(mine));
        assertThat(told(id).toString()).doesNotContain(other);
        var delivery = DELIVERIES.get(DELIVERIES.size() - 1);
        var at = Instant.ofEpochSecond(Long.parseLong(delivery.signature().replaceAll("t=(\\d+),v1=.*", "$1")));
        assertThat(delivery.signature()).isEqualTo(Signature.of(delivery.body(), secret, at));
        assertThat(server.bean(JdbcTemplate.class)
                        .queryForList("SELECT * FROM repository_secret")
                        .toString())
                .doesNotContain(secret);
        assertThat(server.get(path).bearer(owner).send().text()).doesNotContain(secret);

        var attempts =
                server.get(path + "/deliveries").bearer(owner).send().body().get("items");
        assertThat(attempts.size()).isGreaterThanOrEqualTo(2);
        var first = attempts.get(attempts.size() - 1);
        assertThat(first.get("accepted").asBoolean()).isFalse();
        assertThat(first.get("words").asString()).contains("500");
        assertThat(first.get("after").asLong()).isZero();
        assertThat(attempts.get(0).get("accepted").asBoolean()).isTrue();
        assertThat(attempts.get(0).get("events").asInt()).isPositive();

        assertThat(server.post(path + "/pause").bearer(owner).send().status()).isEqualTo(204);
        var before = told(id).size();
        assertThat(server.post(path + "/replay")
                        .bearer(owner)
                        .json("{\"after\":0}")
                        .send()
                        .status())
                .isEqualTo(204);
        var still = server.get(path).bearer(owner).send().body();
        assertThat(still.get("paused").asBoolean()).isTrue();
        assertThat(still.get("behind").asLong()).isPositive();
        assertThat(told(id)).hasSize(before);
        assertThat(server.post(path + "/resume").bearer(owner).send().status()).isEqualTo(204);
        await().atMost(LINKED).until(() -> told(id).size() >= before + 2);
        assertThat(server.call("DELETE", path).bearer(owner).send().status()).isEqualTo(204);
        assertThat(server.get(path).bearer(owner).send().status()).isEqualTo(404);
        assertThat(server.get("/api/v1/audit?targetId=" + id)
                        .bearer(owner)
                        .send()
                        .text())
                .contains(
                        "event-subscription.added",
                        "event-subscription.replayed",
                        "event-subscription.paused",
                        "event-subscription.resumed",
                        "event-subscription.removed");
    }

    @Test
    void onlyWhoDecidesAboutTheEventsHasThemSent() {
        var owner = server.user("told-decides", UserRole.PM);
        var stranger = server.user("told-stranger", UserRole.PM);
        var id = project("TOLC", owner);
        var ofProject = "{\"url\":\"http://%s/hook\",\"projectId\":\"%s\"}".formatted(host(), id);
        assertThat(subscribe(stranger, ofProject).status()).isEqualTo(403);
        assertThat(subscribe(owner, "{\"url\":\"http://%s/hook\"}".formatted(host()))
                        .status())
                .isEqualTo(403);
        var added = subscribe(owner, ofProject);
        assertThat(added.status()).isEqualTo(201);
        var path = "/api/v1/event-subscriptions/" + added.body().get("id").asString();
        assertThat(server.get(path).bearer(stranger).send().status()).isEqualTo(404);
        assertThat(server.get("/api/v1/event-subscriptions")
                        .bearer(stranger)
                        .send()
                        .text())
                .doesNotContain(added.body().get("id").asString());
        server.call("DELETE", path).bearer(owner).send();
    }

    @Test
    void nothingIsSentIntoTheOwnNetwork() {
        var admin = server.user("told-admin", UserRole.ADMIN);
        for (var url : List.of(
                "http://127.0.0.1:1/x",
                "https://localhost/x",
                "https://10.0.0.1/x",
                "http://169.254.169.254/latest",
                "ftp://example.com/x",
                "https://user:pw@events.example.com/x",
                "nonsense")) {
            var refused = subscribe(admin, "{\"url\":\"%s\"}".formatted(url));
            assertThat(refused.status()).as(url + refused.text()).isEqualTo(422);
            assertThat(refused.body().at("/errors/0/field").asString()).isEqualTo("url");
        }
        assertThat(subscribe(admin, "{\"url\":\"http://%s/x\",\"types\":[\"nonsense\"]}".formatted(host()))
                        .status())
                .isEqualTo(422);
    }

    @Test
    void aSignatureIsWhatTheReceiverReckons() {
        assertThat(Signature.of(
                        "[]".getBytes(StandardCharsets.UTF_8), "cms_secret", Instant.ofEpochSecond(1_764_000_000)))
                .matches("t=1764000000,v1=[0-9a-f]{64}");
    }
}
