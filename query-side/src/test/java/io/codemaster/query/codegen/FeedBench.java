package io.codemaster.query.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;

import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

import io.codemaster.query.QuerySideTest;
import io.codemaster.query.Samples;

/**
 * Figures, not a judgement, so its name keeps it out of the tests: {@code mvn -pl query-side -am test -Dtest=FeedBench
 * -Dsurefire.failIfNoSpecifiedTests=false}. On a database in a file that loses nothing.
 */
@TestPropertySource(
        properties = {
            "spring.datasource.url=jdbc:h2:file:/tmp/wtq-bench/${random.uuid};MODE=MySQL;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE",
            "logging.level.io.codemaster.query.codegen.FeedBench=info"
        })
class FeedBench extends QuerySideTest {

    private static final Logger LOG = LoggerFactory.getLogger(FeedBench.class);

    private static final int EVENTS = 20_000;

    @Autowired
    private TokenStore tokens;

    @Autowired
    private FeedStreams streams;

    @Test
    void figures() throws Exception {
        var warm = new Samples();
        project(warm, 3_000);
        replayed(warm);
        var run = new Samples();
        long nanos = project(run, EVENTS);
        LOG.info(
                "projection: {} events/s ({})",
                EVENTS * 1_000_000_000L / nanos,
                tokens.getClass().getSimpleName());
        for (int i = 0; i < 3; i++) {
            LOG.info("replay of {} events by SSE: {} ms", EVENTS, replayed(run) / 1_000_000);
        }
        idleAndActive();
    }

    private void idleAndActive() throws Exception {
        var idle = new Samples();
        given(idle.requested(), idle.queued(1));
        var run = new Samples();
        given(run.requested(), run.queued(1));
        var open = new ArrayList<SseReader>();
        System.gc();
        long before = used();
        for (int i = 0; i < 500; i++) {
            open.add(follow(idle));
        }
        System.gc();
        LOG.info("500 idle readers (both ends): {} kB each, {} open", (used() - before) / 500 / 1024, streams.size());
        var pool = Executors.newCachedThreadPool();
        try {
            var readers = new ArrayList<CompletableFuture<Long>>();
            for (int i = 0; i < 100; i++) {
                readers.add(CompletableFuture.supplyAsync(
                        () -> {
                            try (var reader = follow(run)) {
                                return count(reader);
                            } catch (IOException e) {
                                throw new IllegalStateException(e);
                            }
                        },
                        pool));
            }
            long start = System.nanoTime();
            for (int i = 0; i < 40; i++) {
                publish(lines(run, 50));
            }
            publish(run.finished(1), run.completed(1));
            for (var reader : readers) {
                assertThat(reader.join()).isEqualTo(2_004);
            }
            LOG.info("2000 lines to 100 active readers: {} ms", (System.nanoTime() - start) / 1_000_000);
        } finally {
            pool.shutdownNow();
            for (var reader : open) {
                reader.close();
            }
        }
    }

    private static long used() {
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private long project(Samples run, int count) {
        given(run.requested(), run.queued(1));
        processor("codegen-feed").shutDown();
        for (int i = 0; i < count; i += 64) {
            publish(lines(run, Math.min(64, count - i)));
        }
        long start = System.nanoTime();
        processor("codegen-feed").start();
        awaitViews();
        long nanos = System.nanoTime() - start;
        given(run.finished(1), run.completed(1));
        return nanos;
    }

    private long replayed(Samples run) throws IOException {
        long start = System.nanoTime();
        try (var reader = follow(run)) {
            count(reader);
        }
        return System.nanoTime() - start;
    }

    private static long count(SseReader reader) throws IOException {
        long count = 0;
        while (reader.nextDurable() != null) {
            count++;
        }
        return count;
    }

    private SseReader follow(Samples run) throws IOException {
        return new SseReader(port, "/api/v1/codegen/" + run.task + "/stream", 0);
    }

    private static Object[] lines(Samples run, int count) {
        var lines = new Object[count];
        for (int i = 0; i < count; i++) {
            lines[i] = run.json("{\"type\":\"x\",\"pad\":\"" + "p".repeat(480) + "\"}");
        }
        return lines;
    }
}
