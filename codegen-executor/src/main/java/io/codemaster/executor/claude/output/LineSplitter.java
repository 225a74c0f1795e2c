package io.codemaster.executor.claude.output;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** Cuts bytes at newlines, however they come in. */
final class LineSplitter {

    private static final int START = 8 * 1024;

    private static final int KEEP = 1024 * 1024;

    private byte[] line = new byte[START];

    private int length;

    /** The next whole line without its newline; empty when the bytes are used up, their rest is kept for later. */
    Optional<byte[]> next(ByteBuffer bytes) {
        int end = bytes.position();
        while (end < bytes.limit() && bytes.get(end) != '\n') {
            end++;
        }
        boolean whole = end < bytes.limit();
        take(bytes, end - bytes.position());
        if (!whole) {
            return Optional.empty();
        }
        bytes.position(end + 1);
        return Optional.of(cut());
    }

    /** What came after the last newline, empty when nothing did. */
    Optional<byte[]> rest() {
        return length == 0 ? Optional.empty() : Optional.of(cut());
    }

    private void take(ByteBuffer bytes, int count) {
        if (line.length - length < count) {
            line = Arrays.copyOf(line, Math.max(Math.addExact(length, count), grown()));
        }
        bytes.get(line, length, count);
        length += count;
    }

    private int grown() {
        return line.length > Integer.MAX_VALUE / 2 - 8 ? Integer.MAX_VALUE - 8 : line.length * 2;
    }

    private byte[] cut() {
        byte[] whole = Arrays.copyOf(line, length);
        length = 0;
        if (line.length > KEEP) {
            line = new byte[START];
        }
        return whole;
    }
}
