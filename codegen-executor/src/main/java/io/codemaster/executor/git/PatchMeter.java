package io.codemaster.executor.git;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Passes a patch through and measures the part of each file. Inside a part no line starts with git's file header. */
final class PatchMeter extends FilterInputStream {

    private static final byte[] HEADER = "diff --git ".getBytes(StandardCharsets.US_ASCII);

    private final List<Part> parts = new ArrayList<>();
    private int matched;
    private boolean atHeader = true;
    private long bytes;
    private long lines;
    private boolean inPart;

    PatchMeter(InputStream patch) {
        super(patch);
    }

    /** How large the patch of one file is. */
    record Part(long bytes, long lines) {}

    /** All parts in their order; complete once the end was read. */
    List<Part> parts() {
        if (inPart) {
            parts.add(new Part(bytes, lines));
            inPart = false;
        }
        return parts;
    }

    @Override
    public int read() throws IOException {
        int b = super.read();
        if (b >= 0) {
            saw((byte) b);
        }
        return b;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int n = super.read(buffer, offset, length);
        for (int i = 0; i < n; i++) {
            saw(buffer[offset + i]);
        }
        return n;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void saw(byte b) {
        bytes++;
        if (atHeader) {
            if (b == HEADER[matched]) {
                matched++;
                if (matched == HEADER.length) {
                    if (inPart) {
                        parts.add(new Part(bytes - HEADER.length, lines));
                    }
                    inPart = true;
                    bytes = HEADER.length;
                    lines = 0;
                    atHeader = false;
                }
                return;
            }
            atHeader = false;
        }
        if (b == '\n') {
            lines++;
            atHeader = true;
            matched = 0;
        }
    }
}
