package io.codemaster.query.codegen;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/** Where each file's part of a unified patch begins and ends, found by reading the patch once without keeping it. */
record PatchIndex(List<Section> sections) {

    private static final byte[] START = "diff --git ".getBytes(StandardCharsets.US_ASCII);

    private static final int LONGEST_HEADER_LINE = 64 * 1024;

    /**
     * One file's part.
     *
     * @param path where the file is now, or was when it is deleted; null where the header does not say it clearly
     */
    record Section(@Nullable String path, long from, long length) {}

    /** The part whose path this is; where headers are unclear, the one at this place in the list of files. */
    Optional<Section> find(String path, int place, int files) {
        var named = sections.stream().filter(it -> path.equals(it.path())).findFirst();
        if (named.isPresent()) {
            return named;
        }
        return place >= 0 && files == sections.size() ? Optional.of(sections.get(place)) : Optional.empty();
    }

    static PatchIndex of(InputStream patch) throws IOException {
        var scanner = new Scanner();
        var buffer = new byte[64 * 1024];
        int read = patch.read(buffer);
        while (read >= 0) {
            for (int i = 0; i < read; i++) {
                scanner.accept(buffer[i]);
            }
            read = patch.read(buffer);
        }
        return new PatchIndex(scanner.finished());
    }

    /** Takes the patch byte by byte; keeps only the lines of the header it is in. */
    private static final class Scanner {

        private final List<Section> found = new ArrayList<>();

        private final ByteArrayOutputStream line = new ByteArrayOutputStream();

        private long position;

        private long lineStart;

        private long sectionStart = -1;

        private boolean inHeader;

        private PatchHeader header = new PatchHeader();

        void accept(byte it) {
            position++;
            if (it == '\n') {
                endOfLine();
                return;
            }
            if (inHeader ? line.size() < LONGEST_HEADER_LINE : couldBeStart(it)) {
                line.write(it);
            }
        }

        List<Section> finished() {
            if (line.size() > 0) {
                endOfLine();
            }
            endOfSection(position);
            return List.copyOf(found);
        }

        /** Outside a header only a line that begins like one is kept, and only its beginning until that is clear. */
        private boolean couldBeStart(byte it) {
            int at = (int) (position - 1 - lineStart);
            if (at >= START.length) {
                return line.size() >= START.length && line.size() < LONGEST_HEADER_LINE;
            }
            return line.size() == at && START[at] == it;
        }

        private void endOfLine() {
            if (line.size() >= START.length || inHeader) {
                headerLine(line.toByteArray());
            }
            line.reset();
            lineStart = position;
        }

        private void headerLine(byte[] bytes) {
            if (PatchHeader.startsWith(bytes, "diff --git ")) {
                endOfSection(lineStart);
                sectionStart = lineStart;
                inHeader = true;
                header = new PatchHeader();
            }
            if (inHeader) {
                inHeader = header.accept(bytes);
            }
        }

        private void endOfSection(long end) {
            if (sectionStart >= 0) {
                found.add(new Section(header.path(), sectionStart, end - sectionStart));
            }
            sectionStart = -1;
        }
    }
}
