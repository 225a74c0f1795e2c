package io.codemaster.executor.inspection;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A unified patch of git, file by file.
 *
 * @param files by their path after the change, or before it where they were deleted, in the patch's order
 */
record ChangePatch(Map<String, FilePatch> files) {

    private static final Pattern HUNK = Pattern.compile("^@@ -\\d+(?:,(\\d+))? \\+(\\d+)(?:,(\\d+))? @@.*$");

    private static final String HEADER = "diff --git ";

    /**
     * One file's part.
     *
     * @param text as git printed it, with a line end
     * @param lines what the file holds after the change, as far as the patch shows it, by number
     */
    record FilePatch(String path, String text, TreeMap<Integer, String> lines) {}

    /** Takes a patch apart. What does not look like one is passed over. */
    static ChangePatch parse(String patch) {
        var reader = new Reader();
        // only a line feed ends a line here: a carriage return is a part of it
        for (int from = 0; from < patch.length(); ) {
            int to = patch.indexOf('\n', from);
            int end = to < 0 ? patch.length() : to;
            reader.line(patch.substring(from, end));
            from = end + 1;
        }
        reader.end();
        return new ChangePatch(reader.files);
    }

    Optional<FilePatch> file(String path) {
        return Optional.ofNullable(files.get(path));
    }

    private static final class Reader {

        private final Map<String, FilePatch> files = new LinkedHashMap<>();

        private StringBuilder text = new StringBuilder();

        private TreeMap<Integer, String> lines = new TreeMap<>();

        private @Nullable String path;

        private int oldLeft;

        private int newLeft;

        private int at;

        void line(String line) {
            if (oldLeft > 0 || newLeft > 0) {
                inHunk(line);
            } else {
                outside(line);
            }
            text.append(line).append('\n');
        }

        private void inHunk(String line) {
            char sign = line.isEmpty() ? ' ' : line.charAt(0);
            if (sign == '\\') {
                return;
            }
            if (sign != '-') {
                lines.put(at++, line.isEmpty() ? "" : line.substring(1));
                newLeft--;
            }
            if (sign != '+') {
                oldLeft--;
            }
        }

        private void outside(String line) {
            if (line.startsWith(HEADER)) {
                end();
                path = ofHeader(line.substring(HEADER.length()));
            } else if (line.startsWith("+++ ") || line.startsWith("--- ")) {
                var named = unquoted(line.substring(4));
                if (!named.equals("/dev/null")) {
                    path = named.substring(Math.min(2, named.length()));
                }
            } else if (line.startsWith("rename to ")) {
                path = unquoted(line.substring("rename to ".length()));
            } else {
                var hunk = HUNK.matcher(line);
                if (hunk.matches()) {
                    oldLeft = count(hunk.group(1));
                    at = Integer.parseInt(hunk.group(2));
                    newLeft = count(hunk.group(3));
                }
            }
        }

        void end() {
            if (path != null) {
                files.put(path, new FilePatch(path, text.toString(), lines));
            }
            path = null;
            text = new StringBuilder();
            lines = new TreeMap<>();
        }

        private static int count(@Nullable String number) {
            return number == null ? 1 : Integer.parseInt(number);
        }

        /** Both names are the same wherever no other line names the file. */
        private static String ofHeader(String names) {
            if (names.startsWith("\"")) {
                return unquoted(names.substring(0, names.indexOf("\" ") + 1)).substring(2);
            }
            int half = (names.length() - 1) / 2;
            return names.length() > 4 ? names.substring(2, Math.max(2, half)) : names;
        }

        /** A name as git writes it: in quotes with octal bytes where it is unusual, with a tab where it has a space. */
        private static String unquoted(String name) {
            var plain = name.replaceAll("\t$", "");
            if (!plain.startsWith("\"") || plain.length() < 2) {
                return plain;
            }
            var bytes = new java.io.ByteArrayOutputStream();
            for (int i = 1; i < plain.length() - 1; i++) {
                char it = plain.charAt(i);
                if (it != '\\') {
                    bytes.writeBytes(String.valueOf(it).getBytes(StandardCharsets.UTF_8));
                } else if (Character.isDigit(plain.charAt(i + 1)) && i + 3 < plain.length()) {
                    bytes.write(Integer.parseInt(plain.substring(i + 1, i + 4), 8));
                    i += 3;
                } else {
                    i++;
                    bytes.write(
                            switch (plain.charAt(i)) {
                                case 't' -> '\t';
                                case 'n' -> '\n';
                                case 'r' -> '\r';
                                default -> plain.charAt(i);
                            });
                }
            }
            return bytes.toString(StandardCharsets.UTF_8);
        }
    }

    /** All paths, in the patch's order. */
    List<String> paths() {
        return new ArrayList<>(files.keySet());
    }
}
