package io.codemaster.app.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

import io.codemaster.api.identity.UserRole;

class MessageOriginTest {

    private static final TestServer SERVER = TestServer.shared();

    private static TestServer.Answer createProject(String key) {
        return SERVER.post("/api/v1/projects")
                .bearer(SERVER.demo(UserRole.PM))
                .header("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")
                .header("User-Agent", "x".repeat(500))
                .json("{\"key\":\"" + key + "\",\"name\":\"Origin\"}")
                .send();
    }

    private static DomainEventMessage<?> firstEvent(String aggregate) {
        return SERVER.bean(EventStore.class).readEvents(aggregate).next();
    }

    @Test
    void eventsKnowWhoAskedInWhichTraceAndBecauseOfWhat() {
        var project = createProject("ORIG").body().get("id").asString();
        var metaData = firstEvent(project).getMetaData();
        assertThat(metaData.get("actor")).isEqualTo("demo-pm");
        assertThat(metaData.get("traceId")).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
        assertThat(metaData.get("clientIp")).isEqualTo("127.0.0.1");
        assertThat((String) metaData.get("userAgent")).hasSize(200);
        assertThat(metaData).containsKeys("correlationId", "causationId");
    }

    @Test
    void aCommandThatFollowsOnAnotherStillKnowsWhoAsked() {
        var project = createProject("ORIH").body().get("id").asString();
        // a requirement is submitted only after its number was reserved, in a thread of the command bus
        var requirement = SERVER.post("/api/v1/projects/" + project + "/requirements")
                .bearer(SERVER.demo(UserRole.PM))
                .json("{\"title\":\"t\",\"description\":\"d\"}")
                .send();
        assertThat(requirement.status()).isEqualTo(201);
        assertThat(requirement.body().get("key").asString()).isEqualTo("ORIH-1");
        var event = firstEvent(requirement.body().get("id").asString());
        assertThat(event.getMetaData().get("actor")).isEqualTo("demo-pm");
        assertThat(event.getMetaData().get("traceId")).isNotNull();
    }

    @Test
    void anAnswerWaitsUntilTheChangeCanBeRead() throws Exception {
        var views = views();
        var gate = new CompletableFuture<Boolean>();
        SERVER.demo(UserRole.PM);
        views.gate = gate;
        var before = views.timesAwaited.get();
        try {
            var answer = SERVER.post("/api/v1/projects")
                    .bearer(SERVER.demo(UserRole.PM))
                    .json("{\"key\":\"WAIT\",\"name\":\"x\"}")
                    .sendLater();
            org.awaitility.Awaitility.await().until(() -> views.timesAwaited.get() > before);
            assertThat(answer.isDone()).isFalse();
            gate.complete(true);
            assertThat(answer.get(5, TimeUnit.SECONDS).status()).isEqualTo(201);
        } finally {
            views.gate = CompletableFuture.completedFuture(true);
        }
    }

    @Test
    void anAnswerWaitsTwoSecondsAtMost() {
        var views = views();
        SERVER.demo(UserRole.PM);
        views.gate = new CompletableFuture<>();
        try {
            var start = System.nanoTime();
            assertThat(createProject("WAITB").status()).isEqualTo(201);
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(Duration.ofMillis(1900), Duration.ofSeconds(8));
        } finally {
            views.gate = CompletableFuture.completedFuture(true);
        }
    }

    @Test
    void readingAndRefusedRequestsWaitForNothing() {
        var views = views();
        SERVER.demo(UserRole.PM);
        var before = views.timesAwaited.get();
        SERVER.get("/api/v1/auth/me").bearer(SERVER.demo(UserRole.PM)).send();
        SERVER.post("/api/v1/projects")
                .bearer(SERVER.demo(UserRole.PM))
                .json("{\"key\":\"x\"}")
                .send();
        assertThat(views.timesAwaited.get()).isEqualTo(before);
    }

    private static InMemoryReadSide views() {
        try {
            return SERVER.bean(InMemoryReadSide.class);
        } catch (org.springframework.beans.factory.NoSuchBeanDefinitionException realOnesAreThere) {
            Assumptions.abort("the real views cannot be held back");
            throw realOnesAreThere;
        }
    }
}
