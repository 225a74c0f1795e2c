package io.codemaster.app.store.database;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;

import org.h2.store.fs.FileBaseDefault;
import org.jspecify.annotations.Nullable;

/** A file whose writes wait while its disk is full. What fails for another reason fails at once. */
@SuppressWarnings("UnsynchronizedOverridesSynchronized") // who reads must not wait for who waits for room
final class PatientFile extends FileBaseDefault {

    private final FileChannel file;

    private final Path path;

    private final DiskRoom room;

    PatientFile(FileChannel file, Path path, DiskRoom room) {
        this.file = file;
        this.path = path;
        this.room = room;
    }

    /** A write that did not fit at all has taken nothing from the buffer, and one that fitted in part says how much. */
    @Override
    public int write(ByteBuffer from, long position) throws IOException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    int written = file.write(from, position);
                    room.found();
                    return written;
                } catch (IOException failure) {
                    if (!DiskRoom.isMissing(failure, path, from.remaining())) {
                        throw failure;
                    }
                    // an interrupt would close the file at the next write
                    interrupted |= room.await(failure);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public int read(ByteBuffer into, long position) throws IOException {
        return file.read(into, position);
    }

    @Override
    public long size() throws IOException {
        return file.size();
    }

    @Override
    public void force(boolean metaData) throws IOException {
        file.force(metaData);
    }

    @Override
    protected void implTruncate(long size) throws IOException {
        file.truncate(size);
    }

    @Override
    protected void implCloseChannel() throws IOException {
        file.close();
    }

    @Override
    public @Nullable FileLock tryLock(long position, long size, boolean shared) throws IOException {
        return file.tryLock(position, size, shared);
    }
}
