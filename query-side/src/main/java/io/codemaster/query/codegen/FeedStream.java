package io.codemaster.query.codegen;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;

import org.jspecify.annotations.Nullable;

/**
 * One reader of one stream. First it catches up from the table at its own pace, then it joins the live tail. What waits for
 * it is bounded; a reader that falls behind the live tail is disconnected and comes back with the last id it has.
 *
 * <p>The hub, the readers of history, the scheduler and the container all call in; what they share is guarded by
 * {@code guard}, and the container's output is only touched inside {@link #drain()}, by one thread at a time.
 */
final class FeedStream implements WriteListener, AsyncListener, FeedHub.Follower {

    private static final byte[] HEARTBEAT = ":\n\n".getBytes(StandardCharsets.US_ASCII);

    private static final byte[] HELLO = ": connected\nretry: 2000\n\n".getBytes(StandardCharsets.US_ASCII);

    private static final long PATIENCE_SECONDS = 5;

    private static final int CHUNK = 16 * 1024;

    private final String taskId;

    private final @Nullable Principal reader;

    private final AsyncContext async;

    private final ServletOutputStream out;

    private final FeedStreams streams;

    private final FeedProperties properties;

    private final Object guard = new Object();

    private final AtomicInteger draining = new AtomicInteger();

    private final ArrayDeque<byte[]> queue = new ArrayDeque<>();

    private long queuedBytes;

    /** The number of the newest event that was put into the queue, or that the reader came with. */
    private long cursor;

    /** The number of the newest event that the hub has spoken of. */
    private long seen;

    private boolean live;

    private boolean reading;

    private boolean finishing;

    /** The end, kept back until the details say so too. */
    private @Nullable FeedFrame end;

    private boolean progressDue;

    private boolean closed;

    private long lastMove = System.nanoTime();

    private FeedHub.@Nullable Subscription subscription;

    private volatile boolean writable;

    private boolean unflushed;

    /**
     * Held while the container's output is in use. When a write fails, the container cleans up in another thread while the
     * failing call is still on its way out, and that call would then mark the next request on the same processor as failed.
     * So whoever is told of the end waits here first.
     */
    private final ReentrantLock output = new ReentrantLock();

    /** Guards the end: the container uses a context again for another request, so nobody may touch it after the end. */
    private final Object ending = new Object();

    private volatile boolean completed;

    /** A write failed: from here on the container cleans up by itself, and says so by {@link #onError(AsyncEvent)}. */
    private volatile boolean failed;

    FeedStream(
            String taskId,
            @Nullable Principal reader,
            long after,
            AsyncContext async,
            ServletOutputStream out,
            FeedStreams streams,
            FeedProperties properties) {
        this.taskId = taskId;
        this.reader = reader;
        this.cursor = after;
        this.async = async;
        this.out = out;
        this.streams = streams;
        this.properties = properties;
    }

    String taskId() {
        return taskId;
    }

    @Nullable Principal reader() {
        return reader;
    }

    /** Subscribes first and reads history then, so that nothing falls between. */
    void start(FeedHub hub) {
        enqueue(HELLO);
        var mine = hub.subscribe(taskId, this);
        synchronized (guard) {
            subscription = mine;
            if (closed) {
                mine.close();
                return;
            }
            reading = true;
        }
        streams.read(this);
    }

    // ---- history ----

    /** Reads the next page of history. One at a time. */
    void readPage(FeedTable table) {
        long from;
        long seenBefore;
        synchronized (guard) {
            if (closed) {
                return;
            }
            from = cursor;
            seenBefore = seen;
        }
        var rows = table.after(taskId, from, properties.pageRows(), (int)
                properties.pageBytes().toBytes());
        var frames = rows.stream().map(FeedFrame::of).toList();
        synchronized (guard) {
            frames.forEach(this::append);
            reading = false;
            boolean nothingNew = frames.isEmpty() && seen == seenBefore;
            if (nothingNew) {
                live = true;
                progressDue = !finishing;
            }
        }
        readOn();
        streams.write(this);
        settle();
        if (isLive()) {
            streams.joined(this);
        }
    }

    private void readOn() {
        synchronized (guard) {
            if (live
                    || reading
                    || closed
                    || queuedBytes > properties.pageBytes().toBytes()) {
                return;
            }
            reading = true;
        }
        streams.read(this);
    }

    long cursor() {
        synchronized (guard) {
            return cursor;
        }
    }

    boolean isLive() {
        synchronized (guard) {
            return live && !finishing && !closed;
        }
    }

    // ---- live ----

    @Override
    public void onNew(List<FeedFrame> frames) {
        boolean catchUp = false;
        boolean overflowed;
        synchronized (guard) {
            if (closed) {
                return;
            }
            seen = Math.max(seen, frames.get(frames.size() - 1).sequence());
            if (!live) {
                return;
            }
            for (var frame : frames) {
                if (frame.sequence() > cursor + 1) {
                    live = false;
                    catchUp = true;
                    break;
                }
                if (frame.sequence() > cursor) {
                    append(frame);
                }
            }
            overflowed = queuedBytes > properties.bufferBytes().toBytes() || queue.size() > properties.bufferEntries();
            if (overflowed) {
                closeQuietly();
            }
        }
        if (catchUp) {
            readOn();
        }
        if (overflowed) {
            streams.overflowed(this);
        }
        streams.write(this);
        settle();
    }

    /** An event that cannot be come back to: it is left out where the reader has other things to take first. */
    void ephemeral(byte[] bytes) {
        synchronized (guard) {
            if (closed || !live || finishing || queuedBytes > CHUNK) {
                return;
            }
            progressDue = false;
            enqueue(bytes);
        }
        streams.write(this);
    }

    boolean isProgressDue() {
        synchronized (guard) {
            return live && progressDue && !closed;
        }
    }

    /** Sends a comment where nothing else waits; ends the connection of a reader that takes nothing. */
    void heartbeat() {
        boolean stalled;
        synchronized (guard) {
            if (closed) {
                return;
            }
            stalled = queuedBytes > 0
                    && System.nanoTime() - lastMove > properties.stallTimeout().toNanos();
            if (stalled) {
                closeQuietly();
            } else if (queue.isEmpty()) {
                enqueue(HEARTBEAT);
            }
        }
        if (stalled) {
            streams.overflowed(this);
        }
        streams.write(this);
    }

    /** Ends it; the reader may come back with the last id it has. */
    void close() {
        synchronized (guard) {
            closeQuietly();
        }
        streams.write(this);
    }

    private void append(FeedFrame frame) {
        sendEnd();
        cursor = frame.sequence();
        finishing = frame.kind() == FeedKind.DONE;
        if (finishing) {
            end = frame;
        } else {
            enqueue(frame.bytes());
        }
    }

    private void settle() {
        synchronized (guard) {
            if (end == null || closed) {
                return;
            }
        }
        streams.settle(this);
    }

    /** Sends the end: whoever asks for the run now is told that it is over. */
    void settled() {
        synchronized (guard) {
            if (closed) {
                return;
            }
            sendEnd();
        }
        streams.write(this);
    }

    private void sendEnd() {
        var kept = end;
        if (kept != null) {
            end = null;
            enqueue(kept.bytes());
        }
    }

    private void enqueue(byte[] bytes) {
        synchronized (guard) {
            if (queue.isEmpty()) {
                lastMove = System.nanoTime();
            }
            queue.add(bytes);
            queuedBytes += bytes.length;
        }
    }

    private void closeQuietly() {
        closed = true;
        queue.clear();
        queuedBytes = 0;
        if (subscription != null) {
            subscription.close();
        }
    }

    // ---- the container's output ----

    /** Writes as much as the connection takes without waiting. */
    void drain() {
        if (draining.getAndIncrement() != 0) {
            return;
        }
        int missed = 1;
        do {
            output.lock();
            try {
                writeOut();
            } catch (IOException | RuntimeException gone) {
                failed = true;
                ended();
            } finally {
                output.unlock();
            }
            missed = draining.addAndGet(-missed);
        } while (missed != 0);
    }

    private void writeOut() throws IOException {
        if (completed || failed) {
            return;
        }
        if (isClosed()) {
            complete();
            return;
        }
        while (writable && !completed) {
            if (!out.isReady()) {
                writable = false;
                return;
            }
            var chunk = nextChunk();
            if (chunk != null) {
                out.write(chunk);
                unflushed = true;
            } else if (unflushed) {
                unflushed = false;
                out.flush();
            } else {
                // only now has the container passed everything on; ended earlier, it would lose what it still holds
                if (isFinished()) {
                    complete();
                }
                return;
            }
        }
    }

    private byte @Nullable [] nextChunk() {
        byte[] chunk;
        boolean wantsMore;
        synchronized (guard) {
            var first = queue.poll();
            if (first == null) {
                return null;
            }
            chunk = first.length >= CHUNK || queue.isEmpty() ? first : gathered(first);
            queuedBytes -= chunk.length;
            lastMove = System.nanoTime();
            wantsMore = !live && !reading;
        }
        if (wantsMore) {
            readOn();
        }
        return chunk;
    }

    private byte[] gathered(byte[] first) {
        var gathered = new ByteArrayOutputStream(CHUNK);
        gathered.writeBytes(first);
        var next = queue.peek();
        while (next != null && gathered.size() + next.length <= CHUNK) {
            gathered.writeBytes(next);
            queue.remove();
            next = queue.peek();
        }
        return gathered.toByteArray();
    }

    private boolean isClosed() {
        synchronized (guard) {
            return closed;
        }
    }

    private boolean isFinished() {
        synchronized (guard) {
            return finishing && end == null && live && queue.isEmpty() && cursor >= seen;
        }
    }

    private void complete() {
        ended();
        synchronized (ending) {
            if (completed) {
                return;
            }
            completed = true;
            try {
                async.complete();
            } catch (IllegalStateException alreadyOver) {
                streams.forget(this);
            }
        }
    }

    /** The container ends it by itself. */
    private void completedByContainer() {
        ended();
        synchronized (ending) {
            completed = true;
        }
    }

    private void awaitWriter() {
        try {
            if (output.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                output.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void ended() {
        synchronized (guard) {
            closeQuietly();
        }
        streams.forget(this);
    }

    @Override
    public void onWritePossible() {
        writable = true;
        drain();
    }

    @Override
    public void onError(Throwable failure) {
        failed = true;
        awaitWriter();
        ended();
    }

    @Override
    public void onComplete(AsyncEvent event) {
        awaitWriter();
        completedByContainer();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        awaitWriter();
        complete();
    }

    @Override
    public void onError(AsyncEvent event) {
        awaitWriter();
        complete();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {}
}
