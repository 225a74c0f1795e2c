package io.codemaster.query.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import org.awaitility.core.ConditionTimeoutException;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcConnectionPool;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.jdbc.core.JdbcTemplate;

import io.codemaster.testing.redis.TestingRedis;

/** Two processes: one stores the events, the other serves readers, whatever happens to the Redis between them. */
class FeedOverRedisIT {

    private static final int BATCH = 5;

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @TempDir
    private Path directory;

    private final String task = "task-" + UUID.randomUUID();

    private JdbcConnectionPool pool;

    private JdbcTemplate jdbc;

    private TestingRedis redis;

    private TestingFeedProcess writer;

    private TestingFeedProcess server;

    private long last;

    @BeforeEach
    void twoProcesses() throws Exception {
        pool = JdbcConnectionPool.create("jdbc:h2:mem:" + task + ";MODE=MySQL;DB_CLOSE_DELAY=-1", "sa", "");
        Flyway.configure().dataSource(pool).load().migrate();
        jdbc = new JdbcTemplate(pool);
        redis = new TestingRedis(directory);
        start(redis.url());
    }

    private void start(@Nullable String url) throws Exception {
        writer = new TestingFeedProcess(jdbc, url, directory);
        server = new TestingFeedProcess(jdbc, url, directory);
    }

    @AfterEach
    void end() throws Exception {
        writer.close();
        server.close();
        redis.close();
        jdbc.execute("SHUTDOWN");
        threads.shutdownNow();
    }

    @Test
    void aReaderElsewhereHasEveryEventOnceAndAtOnce() throws Exception {
        bothSeeRedis();
        store(FeedKind.STATUS, 1);
        try (var reader = server.follow(task, 0)) {
            var got = new ArrayList<String>();
            got.add(row(reader.durable()));
            var took = new ArrayList<Long>();
            for (int i = 0; i < 30; i++) {
                long began = System.nanoTime();
                store(FeedKind.OUTPUT, 1);
                got.add(row(reader.durable()));
                took.add(System.nanoTime() - began);
            }
            took.sort(null);
            assertThat(Duration.ofNanos(took.get(15)))
                    .as("pushed, not looked for")
                    .isLessThan(Duration.ofMillis(300));
            store(FeedKind.DONE, 1);
            got.addAll(rest(reader));
            assertThat(got).isEqualTo(stored());
        }
        assertThat(newestInRedis()).isEqualTo(last);
        Long left = ask(it -> it.keyCommands().pTtl(key()));
        assertThat(left).isBetween(23 * 3_600_000L, 24 * 3_600_000L);
    }

    @Test
    void nothingIsLostWhileRedisIsKilledAndComesBack() throws Exception {
        bothSeeRedis();
        assertAllIsSeen(() -> {
            redis.kill();
            awaitQuietly(() -> !writer.redis().isUp() && !server.redis().isUp());
            redis.restart();
            awaitQuietly(() -> writer.redis().isUp() && server.redis().isUp());
        });
        assertThat(server.meters.counter("codemaster.redis.losses").count()).isEqualTo(1);
        await().untilAsserted(() -> assertThat(newestInRedis()).isEqualTo(last));
    }

    @Test
    void nothingIsLostWhileRedisSaysNothing() throws Exception {
        bothSeeRedis();
        assertAllIsSeen(() -> {
            redis.freeze();
            awaitQuietly(() -> !writer.redis().isUp() && !server.redis().isUp());
            assertThat(server.redis().problem()).isPresent();
            assertThat(server.meters.get("codemaster.redis.available").gauge().value())
                    .isZero();
            redis.thaw();
            awaitQuietly(() -> writer.redis().isUp() && server.redis().isUp());
        });
        assertThat(server.meters.get("codemaster.redis.available").gauge().value())
                .isEqualTo(1);
    }

    @Test
    void aProcessThatStartsWithoutRedisServesFromTheReadModel() throws Exception {
        redis.kill();
        await().until(() -> !writer.redis().isUp() && !server.redis().isUp());
        assertAllIsSeen(() -> {});
        redis.restart();
        bothSeeRedis();
    }

    @Test
    void withoutAnyRedisTheReadModelIsLookedInto() throws Exception {
        writer.close();
        server.close();
        start(null);
        assertAllIsSeen(() -> {});
    }

    @Test
    void aStreamThatIsMissingIsMadeAgainFromTheReadModel() throws Exception {
        bothSeeRedis();
        store(FeedKind.OUTPUT, 40);
        await().untilAsserted(() -> assertThat(newestInRedis()).isEqualTo(last));
        assertThat(writer.redis().<Long>ask(it -> it.keyCommands().del(key()))).contains(1L);

        store(FeedKind.OUTPUT, 3);
        await().untilAsserted(() -> assertThat(newestInRedis()).isEqualTo(last));
        assertThat(server.hub().recent(task, 0)).isEmpty();
        try (var reader = server.follow(task, 0)) {
            for (int i = 0; i < 43; i++) {
                assertThat(reader.durable().id).isEqualTo(i + 1);
            }
            await().untilAsserted(() -> assertThat(server.hub().recent(task, 0)).hasSize(43));
            store(FeedKind.OUTPUT, 2);
            store(FeedKind.DONE, 1);
            assertThat(rest(reader)).isEqualTo(stored().subList(43, 46));
        }
        try (var late = server.follow(task, 0)) {
            assertThat(rest(late)).isEqualTo(stored());
        }
    }

    @Test
    void aLongLineIsFetchedFromTheReadModel() throws Exception {
        bothSeeRedis();
        store(FeedKind.STATUS, 1);
        try (var reader = server.follow(task, 0)) {
            assertThat(reader.durable().id).isEqualTo(1);
            insert(FeedKind.OUTPUT, "x".repeat(200_000));
            store(FeedKind.OUTPUT, 2);
            store(FeedKind.DONE, 1);
            assertThat(rest(reader)).isEqualTo(stored().subList(1, 5));
        }
        String used = ask(it -> it.serverCommands().info("memory").getProperty("used_memory"));
        assertThat(Long.parseLong(used)).isLessThan(5_000_000);
    }

    @Test
    void whatIsStoredAgainOtherwiseBeginsTheStreamAnew() throws Exception {
        bothSeeRedis();
        store(FeedKind.OUTPUT, 10);
        await().untilAsserted(() -> assertThat(newestInRedis()).isEqualTo(last));
        jdbc.update("DELETE FROM codegen_feed WHERE seq > 4");
        last = 4;
        insert(FeedKind.OUTPUT, "another");
        await().untilAsserted(() -> assertThat(newestInRedis()).isEqualTo(5));
        assertThat(server.hub().recent(task, 4))
                .singleElement()
                .satisfies(it -> assertThat(new String(it.bytes(), StandardCharsets.UTF_8))
                        .contains("another"));
    }

    /** Readers in both processes, from the start and late, while something happens in the middle. */
    private void assertAllIsSeen(Trouble trouble) throws Exception {
        store(FeedKind.STATUS, 1);
        var readers = new ArrayList<CompletableFuture<List<String>>>();
        for (var process : List.of(writer, server, server)) {
            readers.add(reading(process));
        }
        var stop = new java.util.concurrent.atomic.AtomicBoolean();
        var writing = CompletableFuture.runAsync(
                () -> {
                    while (!stop.get()) {
                        store(FeedKind.OUTPUT, BATCH);
                        LockSupport.parkNanos(5_000_000);
                    }
                },
                threads);
        await().until(() -> last > 100);
        trouble.happen();
        readers.add(reading(server));
        long then = last;
        await().until(() -> last > then + 100);
        stop.set(true);
        writing.join();
        store(FeedKind.DONE, 1);
        var all = stored();
        for (var reader : readers) {
            assertThat(reader.get(20, java.util.concurrent.TimeUnit.SECONDS)).isEqualTo(all);
        }
    }

    private CompletableFuture<List<String>> reading(TestingFeedProcess process) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try (var reader = process.follow(task, 0)) {
                        return rest(reader);
                    } catch (IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                },
                threads);
    }

    /** What happens to Redis. */
    private interface Trouble {

        void happen() throws Exception;
    }

    private static void awaitQuietly(BooleanSupplier condition) throws ConditionTimeoutException {
        await().until(condition::getAsBoolean);
    }

    private void bothSeeRedis() {
        await().until(() -> writer.redis().isUp() && server.redis().isUp());
    }

    /** Stores events in one process and hands them over, as the projection does after a commit. */
    private synchronized void store(FeedKind kind, int count) {
        var rows = new ArrayList<FeedRow>();
        for (int i = 0; i < count; i++) {
            rows.add(newRow(kind, "line " + (last + 1)));
        }
        publish(rows);
    }

    private synchronized void insert(FeedKind kind, String text) {
        publish(List.of(newRow(kind, text)));
    }

    private void publish(List<FeedRow> rows) {
        var newest = rows.get(rows.size() - 1);
        writer.table.insert(rows);
        writer.table.keep(FeedHead.before(task, "acme/app").movedTo(newest.sequence(), newest.kind(), 1));
        writer.hub().publish(rows);
    }

    private FeedRow newRow(FeedKind kind, String text) {
        last++;
        var data = "{\"text\":\"" + text + "\"}";
        return new FeedRow(
                task, last, kind, Instant.now(), 1, null, 0, true, null, data.getBytes(StandardCharsets.UTF_8));
    }

    private long newestInRedis() {
        return writer.redis()
                .<Long>ask(it -> {
                    var newest = it.streamCommands()
                            .xRevRange(
                                    key(),
                                    org.springframework.data.domain.Range.unbounded(),
                                    org.springframework.data.redis.connection.Limit.limit()
                                            .count(1));
                    return newest == null || newest.isEmpty()
                            ? 0L
                            : Long.parseLong(newest.get(0).getId().getValue().replace("-0", ""));
                })
                .orElse(0L);
    }

    private byte[] key() {
        return ("codegen:stream:" + task).getBytes(StandardCharsets.UTF_8);
    }

    private <T> T ask(java.util.function.Function<RedisConnection, @Nullable T> question) {
        return writer.redis().ask(question).orElseThrow();
    }

    private static List<String> rest(SseReader reader) throws IOException {
        var got = new ArrayList<String>();
        var event = reader.nextDurable();
        while (event != null) {
            got.add(row(event));
            event = reader.nextDurable();
        }
        return got;
    }

    private static String row(SseReader.Event event) {
        return event.id + " " + event.name + " " + event.data;
    }

    private List<String> stored() {
        return jdbc.query(
                "SELECT seq, kind, small_data, large_data FROM codegen_feed WHERE task_id = ? ORDER BY seq",
                (row, number) -> row.getLong(1) + " " + row.getString(2) + " "
                        + new String(
                                row.getBytes(3) == null ? row.getBytes(4) : row.getBytes(3), StandardCharsets.UTF_8),
                task);
    }
}
