package io.codemaster.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import org.awaitility.Awaitility;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;

import io.codemaster.api.artifact.ArtifactStore;
import io.codemaster.api.shared.AwaitProjections;
import io.codemaster.api.shared.Page;

/** Events in, views out: the story of each test goes through the event store, the processors and the database. */
@SpringBootTest(
        classes = TestingQuerySide.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "axon.axonserver.enabled=false",
            "axon.update-check.disabled=true",
            "axon.serializer.general=jackson3",
            "axon.serializer.events=jackson3",
            "axon.serializer.messages=jackson3",
            "axon.eventhandling.processors[codegen-feed].mode=tracking",
            "axon.eventhandling.processors[codegen-feed].batch-size=100",
            "axon.eventhandling.processors[generation-details].mode=tracking",
            "axon.eventhandling.processors[requirement-details].mode=tracking",
            "axon.eventhandling.processors[requirement-history].mode=tracking",
            "axon.eventhandling.processors[requirement-document].mode=tracking",
            "axon.eventhandling.processors[review-details].mode=tracking",
            "axon.eventhandling.processors[project-details].mode=tracking",
            "axon.eventhandling.processors[repository-details].mode=tracking",
            "axon.eventhandling.processors[user-details].mode=tracking",
            "axon.eventhandling.processors[notice-inbox].mode=tracking",
            "axon.eventhandling.processors[inspection-details].mode=tracking",
            "axon.eventhandling.processors[repository-analysis].mode=tracking",
            "axon.eventhandling.processors[merge-request].mode=tracking",
            "axon.eventhandling.processors[run-replay].mode=tracking",
            "axon.eventhandling.processors[run-replay].batch-size=100",
            "spring.datasource.url=jdbc:h2:mem:${random.uuid};MODE=MySQL;DB_CLOSE_DELAY=-1",
            "spring.jpa.hibernate.ddl-auto=validate",
            "spring.jpa.open-in-view=false",
            "server.shutdown=graceful",
            "logging.level.root=warn"
        })
public abstract class QuerySideTest {

    protected static final Instant START = Instant.parse("2026-11-22T10:00:00.123456Z");

    private static final List<String> PROCESSORS = List.of(
            "codegen-feed",
            "generation-details",
            "requirement-details",
            "requirement-history",
            "requirement-document",
            "review-details",
            "project-details",
            "repository-details",
            "user-details",
            "notice-inbox",
            "inspection-details",
            "repository-analysis",
            "merge-request",
            "run-replay");

    private static final AtomicLong CLOCK = new AtomicLong();

    private static final Map<String, Long> SEQUENCES = new ConcurrentHashMap<>();

    @Autowired
    protected EventStore events;

    @Autowired
    protected QueryGateway queries;

    @Autowired
    protected JdbcTemplate jdbc;

    @Autowired
    protected ArtifactStore artifacts;

    @Autowired
    protected Configuration axon;

    @Autowired
    protected Environment environment;

    @LocalServerPort
    protected int port;

    protected final HttpClient http = HttpClient.newHttpClient();

    @BeforeEach
    void processorsRun() {
        PROCESSORS.forEach(it -> assertThat(processor(it).isRunning()).isTrue());
    }

    /** Publishes and waits until every view has it. */
    protected void given(Object... payloads) {
        publish(payloads);
        awaitViews();
    }

    /**
     * Publishes one by one: the store in memory shows the events of a list in any order, which a database's transaction
     * never does.
     */
    protected void publish(Object... payloads) {
        synchronized (CLOCK) {
            for (var payload : payloads) {
                var aggregate = aggregateOf(payload);
                events.publish(new GenericDomainEventMessage<>(
                        payload.getClass().getPackageName(),
                        aggregate,
                        SEQUENCES.merge(aggregate, 0L, (last, first) -> last + 1),
                        payload,
                        MetaData.emptyInstance(),
                        UUID.randomUUID().toString(),
                        START.plusMillis(CLOCK.incrementAndGet())));
            }
        }
    }

    /** Every event names its aggregate first. */
    private static String aggregateOf(Object payload) {
        try {
            return payload.getClass()
                    .getRecordComponents()[0]
                    .getAccessor()
                    .invoke(payload)
                    .toString();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    protected void awaitViews() {
        long position = events.createHeadToken().position().orElse(0);
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> queries.query(new AwaitProjections(position), ResponseTypes.instanceOf(Boolean.class))
                        .join());
    }

    protected <V> Optional<V> one(Object query, Class<V> view) {
        return queries.query(query, ResponseTypes.optionalInstanceOf(view)).join();
    }

    @SuppressWarnings("unchecked")
    protected <V> Page<V> page(Object query) {
        return (Page<V>)
                queries.query(query, ResponseTypes.instanceOf(Page.class)).join();
    }

    protected void replay() {
        for (var name : PROCESSORS) {
            var processor = processor(name);
            processor.shutDown();
            processor.resetTokens();
            processor.start();
        }
        Awaitility.await()
                .until(() -> PROCESSORS.stream().allMatch(it -> !processor(it).isReplaying()));
        awaitViews();
    }

    protected StreamingEventProcessor processor(String name) {
        return axon.eventProcessingConfiguration()
                .eventProcessor(name, StreamingEventProcessor.class)
                .orElseThrow();
    }

    protected HttpResponse<byte[]> get(String path, String... headers) {
        try {
            var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
            if (headers.length > 0) {
                request.headers(headers);
            }
            return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (java.io.IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    protected String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }
}
