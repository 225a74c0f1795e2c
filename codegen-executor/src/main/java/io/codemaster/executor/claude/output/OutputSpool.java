package io.codemaster.executor.claude.output;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file that one thread appends to while another reads what is there, and waits for more. */
public final class OutputSpool implements Closeable {

    private static final String FILE = "stdout.spool";

    private final FileChannel channel;

    private long written;

    private boolean finished;

    private OutputSpool(FileChannel channel, long written) {
        this.channel = channel;
        this.written = written;
    }

    /** A new spool; an old one of the same run is dropped. */
    public static OutputSpool create(Path control) throws IOException {
        return new OutputSpool(
                FileChannel.open(
                        control.resolve(FILE),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE),
                0);
    }

    /** Whether an earlier run left a spool. */
    public static boolean existsIn(Path control) {
        return Files.exists(control.resolve(FILE));
    }

    /** What an earlier run left, to be read only. */
    public static OutputSpool reopen(Path control) throws IOException {
        FileChannel channel = FileChannel.open(control.resolve(FILE), StandardOpenOption.READ);
        var spool = new OutputSpool(channel, channel.size());
        spool.finish();
        return spool;
    }

    /** Appends; readers see it at once. */
    void append(ByteBuffer bytes) throws IOException {
        long at;
        synchronized (this) {
            at = written;
        }
        while (bytes.hasRemaining()) {
            at += channel.write(bytes, at);
        }
        synchronized (this) {
            written = at;
            notifyAll();
        }
    }

    /** Nothing more will come. */
    synchronized void finish() {
        finished = true;
        notifyAll();
    }

    /** How many bytes there are. */
    synchronized long size() {
        return written;
    }

    /** Reads on from a position, as much as is there and fits; waits while nothing is. Answers -1 at the end. */
    int read(ByteBuffer into, long position) throws IOException, InterruptedException {
        long available;
        synchronized (this) {
            while (written <= position && !finished) {
                wait();
            }
            available = written - position;
        }
        if (available <= 0) {
            return -1;
        }
        into.limit((int) Math.min(into.capacity(), into.position() + available));
        return channel.read(into, position);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
