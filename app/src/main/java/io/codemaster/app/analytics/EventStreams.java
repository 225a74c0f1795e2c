package io.codemaster.app.analytics;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

import jakarta.annotation.PreDestroy;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Readers who stay. Each has a thread, so that a slow one holds nobody up: its writes wait, and when they wait too long the
 * container ends its connection, and it comes back with the last id it has.
 */
@Component
class EventStreams {

    static final int MOST = 32;

    private static final Logger LOG = LoggerFactory.getLogger(EventStreams.class);

    private static final long LOOK_MILLIS = 300;

    private static final long HEARTBEAT_NANOS = TimeUnit.SECONDS.toNanos(10);

    private static final int BATCH = 200;

    private static final byte[] HELLO = ": connected\nretry: 2000\n\n".getBytes(StandardCharsets.US_ASCII);

    private static final byte[] HEARTBEAT = ":\n\n".getBytes(StandardCharsets.US_ASCII);

    private final EventFeed feed;

    private final ExecutorService threads;

    private volatile boolean stopping;

    EventStreams(EventFeed feed) {
        this.feed = feed;
        var number = new AtomicInteger();
        threads = new ThreadPoolExecutor(0, MOST, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
            var thread = new Thread(task, "event-stream-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Follows the events until the reader goes, or may not any more.
     *
     * @param allowed asked before every look
     * @throws java.util.concurrent.RejectedExecutionException when as many follow as may
     */
    void follow(AsyncContext async, ServletOutputStream out, long after, FeedReader reader, BooleanSupplier allowed) {
        threads.execute(() -> {
            try {
                send(out, after, reader, allowed);
            } catch (IOException gone) {
                LOG.debug("A reader of the events is gone", gone);
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException failure) {
                LOG.warn("A reader of the events is sent away; it comes back with the last id it has", failure);
            } finally {
                async.complete();
            }
        });
    }

    private void send(ServletOutputStream out, long after, FeedReader reader, BooleanSupplier allowed)
            throws IOException, InterruptedException {
        out.write(HELLO);
        out.flush();
        long cursor = after;
        long spoken = System.nanoTime();
        while (!stopping && allowed.getAsBoolean()) {
            var batch = feed.after(cursor, BATCH, reader);
            for (var item : batch.items()) {
                out.write("id: %d\nevent: %s\ndata: %s\n\n"
                        .formatted(item.position(), item.type(), item.json())
                        .getBytes(StandardCharsets.UTF_8));
            }
            if (!batch.items().isEmpty() || System.nanoTime() - spoken > HEARTBEAT_NANOS) {
                out.write(batch.items().isEmpty() ? HEARTBEAT : new byte[0]);
                out.flush();
                spoken = System.nanoTime();
            }
            cursor = batch.cursor();
            if (!batch.more()) {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
        }
    }

    /** Without an interruption, by which the embedded database would lose its file. */
    @PreDestroy
    void stop() {
        stopping = true;
        threads.shutdown();
    }
}
