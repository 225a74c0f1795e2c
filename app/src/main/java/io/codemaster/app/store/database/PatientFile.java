package io.codemaster.app.store.database;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** A file whose writes wait while its disk is full. What fails for another reason fails at once. */
@SuppressWarnings("UnsynchronizedOverridesSynchronized") // who reads must not wait for who waits for room
final class PatientFile extends ForwardingFile {

    private final Path path;

    private final DiskRoom room;

    PatientFile(FileChannel file, Path path, DiskRoom room) {
        super(file);
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
                    int written = super.write(from, position);
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
}
