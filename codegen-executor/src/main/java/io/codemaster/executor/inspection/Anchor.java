package io.codemaster.executor.inspection;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

import org.jspecify.annotations.Nullable;

/** Ties what an agent says of a line to a line of the change that really holds those words. */
final class Anchor {

    private static final int SHORTEST_PART = 4;

    private Anchor() {}

    /**
     * The first line of the place that holds the snippet: the one that was named where it does, else the nearest; empty
     * when no line of the file's patch holds it, or when there is no snippet.
     *
     * @param lines the file after the change, as far as the patch shows it
     * @param named the line that the agent named, null for none
     */
    static Optional<Integer> find(SortedMap<Integer, String> lines, @Nullable Integer named, String snippet) {
        var wanted =
                snippet.lines().map(Anchor::plain).filter(it -> !it.isEmpty()).toList();
        if (wanted.isEmpty()) {
            return Optional.empty();
        }
        return lines.keySet().stream()
                .filter(it -> holds(lines, it, wanted))
                .min((one, other) -> Integer.compare(distance(one, named), distance(other, named)));
    }

    private static int distance(int line, @Nullable Integer named) {
        return named == null ? line : Math.abs(line - named);
    }

    private static boolean holds(SortedMap<Integer, String> lines, int from, List<String> wanted) {
        int at = from;
        for (int i = 0; i < wanted.size(); at++) {
            var line = lines.get(at);
            if (line == null) {
                return false;
            }
            var plain = plain(line);
            if (plain.isEmpty() && i > 0) {
                continue;
            }
            if (!matches(plain, wanted.get(i))) {
                return false;
            }
            i++;
        }
        return true;
    }

    private static boolean matches(String line, String wanted) {
        return line.equals(wanted) || (wanted.length() >= SHORTEST_PART && line.contains(wanted));
    }

    /** Without the sign of a diff, indentation and the width of spaces. */
    static String plain(String line) {
        return line.replaceFirst("^[+-](?=\\s)", "").replaceAll("\\s+", " ").strip();
    }
}
