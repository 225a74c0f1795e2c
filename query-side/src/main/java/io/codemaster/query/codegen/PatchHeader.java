package io.codemaster.query.codegen;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/** The lines before the hunks of one file, as git writes them; finds out which file it is. */
final class PatchHeader {

    private @Nullable String title;

    private @Nullable String renamed;

    private @Nullable String before;

    private @Nullable String after;

    /** Takes the next line; says whether the header goes on. */
    boolean accept(byte[] line) {
        if (startsWith(line, "@@") || startsWith(line, "GIT binary patch") || startsWith(line, "Binary files ")) {
            return false;
        }
        if (startsWith(line, "diff --git ")) {
            title = sameNameTwice(line);
        } else if (startsWith(line, "rename to ")) {
            renamed = name(line, "rename to ".length(), false);
        } else if (startsWith(line, "copy to ")) {
            renamed = name(line, "copy to ".length(), false);
        } else if (startsWith(line, "--- ")) {
            before = name(line, 4, true);
        } else if (startsWith(line, "+++ ")) {
            after = name(line, 4, true);
        }
        return true;
    }

    /** The file's path, or null where the header does not say it clearly. */
    @Nullable String path() {
        if (renamed != null) {
            return renamed;
        }
        if (after != null) {
            return after;
        }
        return before != null ? before : title;
    }

    static boolean startsWith(byte[] line, String start) {
        if (line.length < start.length()) {
            return false;
        }
        for (int i = 0; i < start.length(); i++) {
            if (line[i] != start.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** {@code a/x b/x} says x, since without a rename both names are the same. */
    private static @Nullable String sameNameTwice(byte[] line) {
        int from = "diff --git ".length();
        int rest = line.length - from;
        int half = (rest - 1) / 2;
        if (rest < 5 || rest % 2 == 0 || line[from + half] != ' ') {
            return null;
        }
        var left = name(line, from, half, true);
        var right = name(line, from + half + 1, half, true);
        return left != null && left.equals(right) ? left : null;
    }

    private static @Nullable String name(byte[] line, int from, boolean prefixed) {
        int end = line.length;
        // git ends a name that holds a space with a tab
        if (end > from && line[end - 1] == '\t') {
            end--;
        }
        return name(line, from, end - from, prefixed);
    }

    private static @Nullable String name(byte[] line, int from, int length, boolean prefixed) {
        var bytes = length >= 2 && line[from] == '"' && line[from + length - 1] == '"'
                ? unquoted(line, from + 1, from + length - 1)
                : Arrays.copyOfRange(line, from, from + length);
        var name = new String(bytes, StandardCharsets.UTF_8);
        if (!prefixed) {
            return name;
        }
        return name.startsWith("a/") || name.startsWith("b/") ? name.substring(2) : null;
    }

    /** Undoes git's C-style quoting. */
    private static byte[] unquoted(byte[] line, int from, int to) {
        var out = new ByteArrayOutputStream(to - from);
        int i = from;
        while (i < to) {
            if (line[i] != '\\' || i + 1 == to) {
                out.write(line[i]);
                i++;
            } else if (isOctal(line, i + 1, to)) {
                out.write((line[i + 1] - '0') * 64 + (line[i + 2] - '0') * 8 + line[i + 3] - '0');
                i += 4;
            } else {
                out.write(control(line[i + 1]));
                i += 2;
            }
        }
        return out.toByteArray();
    }

    private static boolean isOctal(byte[] line, int from, int to) {
        if (from + 3 > to) {
            return false;
        }
        for (int i = from; i < from + 3; i++) {
            if (line[i] < '0' || line[i] > '7') {
                return false;
            }
        }
        return true;
    }

    private static int control(byte letter) {
        return switch (letter) {
            case 'a' -> 7;
            case 'b' -> '\b';
            case 't' -> '\t';
            case 'n' -> '\n';
            case 'v' -> 11;
            case 'f' -> '\f';
            case 'r' -> '\r';
            default -> letter;
        };
    }
}
