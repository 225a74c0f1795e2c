package io.codemaster.api.review;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/** The names of files as git writes them into the lines before a patch's hunks (git-diff, "core.quotePath"). */
public final class PatchFileName {

    private static final String TITLE = "diff --git ";

    private PatchFileName() {}

    /**
     * The name after {@code rename to} and the like.
     *
     * @param from where it begins
     */
    public static String plain(byte[] line, int from) {
        return unwrapped(line, from, end(line, from) - from);
    }

    /**
     * The name after {@code ---} and {@code +++}, where a or b stands before it; null where there is no file, as
     * {@code /dev/null} says.
     *
     * @param from where it begins
     */
    public static @Nullable String prefixed(byte[] line, int from) {
        return withoutPrefix(unwrapped(line, from, end(line, from) - from));
    }

    /** {@code diff --git a/x b/x} says x, since without a rename both names are the same; null where they are not. */
    public static @Nullable String ofTitle(byte[] line) {
        int from = TITLE.length();
        int rest = line.length - from;
        int half = (rest - 1) / 2;
        if (rest < 5 || rest % 2 == 0 || line[from + half] != ' ') {
            return null;
        }
        var left = withoutPrefix(unwrapped(line, from, half));
        var right = withoutPrefix(unwrapped(line, from + half + 1, half));
        return left != null && left.equals(right) ? left : null;
    }

    /** Git ends a name that holds a space with a tab. */
    private static int end(byte[] line, int from) {
        return line.length > from && line[line.length - 1] == '\t' ? line.length - 1 : line.length;
    }

    private static @Nullable String withoutPrefix(String name) {
        return name.startsWith("a/") || name.startsWith("b/") ? name.substring(2) : null;
    }

    private static String unwrapped(byte[] line, int from, int length) {
        boolean quoted = length >= 2 && line[from] == '"' && line[from + length - 1] == '"';
        var bytes =
                quoted ? unquoted(line, from + 1, from + length - 1) : Arrays.copyOfRange(line, from, from + length);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Undoes git's C-style quoting, whose octal numbers are bytes of UTF-8. */
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
