package io.codemaster.api.review;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * A unified patch in git's form, read into files, hunks and lines. It reads each byte once and keeps only the files that
 * are wanted.
 */
public final class UnifiedPatch {

    private final Map<String, FilePatch> byPath = new HashMap<>();

    private final Map<String, FilePatch> byOldPath = new HashMap<>();

    private UnifiedPatch(List<FilePatch> files) {
        for (var file : files) {
            byPath.putIfAbsent(file.path(), file);
            byOldPath.putIfAbsent(file.oldPath(), file);
        }
    }

    /**
     * One file's part.
     *
     * @param path where it is now; of a deleted file where it was
     * @param oldPath where it was before; of a new file where it is
     * @param deleted whether it is there no more
     */
    public record FilePatch(String path, String oldPath, boolean deleted, List<Hunk> hunks) {}

    /**
     * Neighbouring lines that changed, with some around them.
     *
     * @param oldStart the number of its first old line, 1 or more; where it has none, of the line before it
     */
    public record Hunk(int oldStart, int newStart, List<Line> lines) {}

    /**
     * A line of a hunk.
     *
     * @param oldLine its number in the old file, 0 where it is not in it
     * @param newLine its number in the new file, 0 where it is not in it
     * @param text without the line's end
     */
    public record Line(int oldLine, int newLine, String text) {

        /** Its number on this side, 0 where it is not there. */
        public int number(Side side) {
            return side == Side.NEW ? newLine : oldLine;
        }
    }

    /** Reads all files. The stream is not closed. */
    public static UnifiedPatch read(InputStream patch) throws IOException {
        return read(patch, path -> true);
    }

    /** Reads only the files with a path, now or before, that is wanted. The stream is not closed. */
    public static UnifiedPatch read(InputStream patch, Predicate<String> wanted) throws IOException {
        return new UnifiedPatch(new Reader(new BufferedInputStream(patch, 1 << 16), wanted).files());
    }

    /** The file that is at this path now, or that was there and is deleted. */
    public Optional<FilePatch> file(String path) {
        return Optional.ofNullable(byPath.get(path));
    }

    /** The file that was at this path before. */
    public Optional<FilePatch> fileBefore(String oldPath) {
        return Optional.ofNullable(byOldPath.get(oldPath));
    }

    /** Takes the patch line by line. Inside a hunk the counts of its head say where it ends, whatever its lines look like. */
    private static final class Reader {

        private final InputStream in;

        private final Predicate<String> wanted;

        private final List<FilePatch> files = new ArrayList<>();

        private final Header header = new Header();

        private List<Hunk> hunks = new ArrayList<>();

        private boolean inFile;

        Reader(InputStream in, Predicate<String> wanted) {
            this.in = in;
            this.wanted = wanted;
        }

        List<FilePatch> files() throws IOException {
            var line = next();
            while (line != null) {
                if (line.startsWith("diff --git ")) {
                    endOfFile();
                    header.begin(line);
                    inFile = true;
                } else if (inFile && line.startsWith("@@ ")) {
                    hunk(HunkHead.of(line));
                } else if (inFile && hunks.isEmpty()) {
                    header.accept(line);
                }
                line = next();
            }
            endOfFile();
            return files;
        }

        private void endOfFile() {
            var path = header.path();
            var oldPath = header.oldPath();
            if (inFile && path != null && oldPath != null && (wanted.test(path) || wanted.test(oldPath))) {
                files.add(new FilePatch(path, oldPath, header.isDeleted(), List.copyOf(hunks)));
            }
            hunks = new ArrayList<>();
            inFile = false;
        }

        private void hunk(@Nullable HunkHead head) throws IOException {
            if (head == null) {
                return;
            }
            var keep = keeps(header.path()) || keeps(header.oldPath());
            var lines = new ArrayList<Line>();
            int oldLine = head.oldStart();
            int newLine = head.newStart();
            int oldLeft = head.oldCount();
            int newLeft = head.newCount();
            while (oldLeft > 0 || newLeft > 0) {
                var line = next();
                if (line == null) {
                    break;
                }
                char kind = line.isEmpty() ? ' ' : line.charAt(0);
                var text = line.isEmpty() ? "" : line.substring(1);
                if (kind == '\\') {
                    continue;
                }
                int before = kind == '+' ? 0 : oldLine++;
                int after = kind == '-' ? 0 : newLine++;
                oldLeft -= kind == '+' ? 0 : 1;
                newLeft -= kind == '-' ? 0 : 1;
                if (keep) {
                    lines.add(new Line(before, after, text));
                }
            }
            if (keep) {
                hunks.add(new Hunk(head.oldStart(), head.newStart(), List.copyOf(lines)));
            }
        }

        private boolean keeps(@Nullable String path) {
            return path != null && wanted.test(path);
        }

        private @Nullable String next() throws IOException {
            int it = in.read();
            if (it < 0) {
                return null;
            }
            var line = new ByteArrayOutputStream(120);
            while (it >= 0 && it != '\n') {
                line.write(it);
                it = in.read();
            }
            return line.toString(StandardCharsets.UTF_8);
        }
    }

    /** {@code @@ -1,2 +3,4 @@}: a count that is not there is 1. */
    private record HunkHead(int oldStart, int oldCount, int newStart, int newCount) {

        static @Nullable HunkHead of(String line) {
            var parts = line.split(" ", 4);
            if (parts.length < 4 || !parts[1].startsWith("-") || !parts[2].startsWith("+")) {
                return null;
            }
            try {
                var before = parts[1].substring(1).split(",", 2);
                var after = parts[2].substring(1).split(",", 2);
                return new HunkHead(
                        Integer.parseInt(before[0]),
                        before.length > 1 ? Integer.parseInt(before[1]) : 1,
                        Integer.parseInt(after[0]),
                        after.length > 1 ? Integer.parseInt(after[1]) : 1);
            } catch (NumberFormatException noHunk) {
                return null;
            }
        }
    }

    /** The lines before the first hunk of a file. */
    private static final class Header {

        private @Nullable String both;

        private @Nullable String before;

        private @Nullable String after;

        private @Nullable String renamedFrom;

        private @Nullable String renamedTo;

        private boolean deleted;

        void begin(String line) {
            both = PatchFileName.ofTitle(bytes(line));
            before = null;
            after = null;
            renamedFrom = null;
            renamedTo = null;
            deleted = false;
        }

        void accept(String line) {
            if (line.startsWith("--- ")) {
                before = PatchFileName.prefixed(bytes(line), 4);
            } else if (line.startsWith("+++ ")) {
                after = PatchFileName.prefixed(bytes(line), 4);
            } else if (line.startsWith("rename from ")) {
                renamedFrom = PatchFileName.plain(bytes(line), "rename from ".length());
            } else if (line.startsWith("rename to ")) {
                renamedTo = PatchFileName.plain(bytes(line), "rename to ".length());
            } else if (line.startsWith("deleted file mode ")) {
                deleted = true;
            }
        }

        boolean isDeleted() {
            return deleted;
        }

        @Nullable String path() {
            return first(renamedTo, after, before);
        }

        @Nullable String oldPath() {
            return first(renamedFrom, before, after);
        }

        private @Nullable String first(@Nullable String one, @Nullable String other, @Nullable String last) {
            if (one != null) {
                return one;
            }
            if (other != null) {
                return other;
            }
            return last != null ? last : both;
        }

        private static byte[] bytes(String line) {
            return line.getBytes(StandardCharsets.UTF_8);
        }
    }
}
