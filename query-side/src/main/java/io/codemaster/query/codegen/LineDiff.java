package io.codemaster.query.codegen;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which lines of a text are those of an older one. Where lines are rare they are trusted first, as a histogram diff does:
 * braces and blank lines do not tie together what does not belong together.
 */
final class LineDiff {

    /** A line that stands in the older text more often than this says nothing. */
    private static final int MOST_OCCURRENCES = 64;

    private static final int NOTHING = -1;

    private final int[] older;

    private final int[] newer;

    private final int[] match;

    private LineDiff(int[] older, int[] newer) {
        this.older = older;
        this.newer = newer;
        this.match = new int[newer.length];
        Arrays.fill(match, NOTHING);
    }

    /** For each line of the newer text its place in the older one, or -1. */
    static int[] match(List<String> older, List<String> newer) {
        var numbers = new HashMap<String, Integer>();
        var diff = new LineDiff(numbered(older, numbers), numbered(newer, numbers));
        var work = new ArrayDeque<int[]>();
        work.push(new int[] {0, older.size(), 0, newer.size()});
        while (!work.isEmpty()) {
            diff.region(work.pop(), work);
        }
        return diff.match;
    }

    private static int[] numbered(List<String> lines, Map<String, Integer> numbers) {
        return lines.stream()
                .mapToInt(line -> numbers.computeIfAbsent(line, it -> numbers.size()))
                .toArray();
    }

    private void region(int[] region, ArrayDeque<int[]> work) {
        int a = region[0];
        int aEnd = region[1];
        int b = region[2];
        int bEnd = region[3];
        while (a < aEnd && b < bEnd && older[a] == newer[b]) {
            match[b++] = a++;
        }
        while (a < aEnd && b < bEnd && older[aEnd - 1] == newer[bEnd - 1]) {
            match[--bEnd] = --aEnd;
        }
        if (a == aEnd || b == bEnd) {
            return;
        }
        var anchor = anchor(a, aEnd, b, bEnd);
        if (anchor.length() == 0) {
            return;
        }
        for (int i = 0; i < anchor.length(); i++) {
            match[anchor.newer() + i] = anchor.older() + i;
        }
        work.push(new int[] {a, anchor.older(), b, anchor.newer()});
        work.push(new int[] {anchor.older() + anchor.length(), aEnd, anchor.newer() + anchor.length(), bEnd});
    }

    private record Anchor(int older, int newer, int length, int occurrences) {

        boolean isBetterThan(Anchor other) {
            return occurrences != other.occurrences ? occurrences < other.occurrences : length > other.length;
        }
    }

    /** The common run of lines whose rarest line is the rarest. */
    private Anchor anchor(int a, int aEnd, int b, int bEnd) {
        var places = new HashMap<Integer, int[]>(); // line: how often, then where first
        var next = new int[aEnd - a]; // the same line's next place
        Arrays.fill(next, NOTHING);
        for (int i = aEnd - 1; i >= a; i--) {
            var known = places.get(older[i]);
            if (known == null) {
                places.put(older[i], new int[] {1, i});
            } else {
                next[i - a] = known[1];
                known[0]++;
                known[1] = i;
            }
        }
        var best = new Anchor(0, 0, 0, Integer.MAX_VALUE);
        for (int j = b; j < bEnd; ) {
            var known = places.get(newer[j]);
            int after = j + 1;
            if (known != null && known[0] <= Math.min(MOST_OCCURRENCES, best.occurrences())) {
                for (int i = known[1]; i != NOTHING; i = next[i - a]) {
                    int from = 0;
                    int rarest = known[0];
                    while (i - from > a && j - from > b && older[i - from - 1] == newer[j - from - 1]) {
                        from++;
                        rarest = Math.min(rarest, count(places, older[i - from]));
                    }
                    int to = 1;
                    while (i + to < aEnd && j + to < bEnd && older[i + to] == newer[j + to]) {
                        rarest = Math.min(rarest, count(places, older[i + to]));
                        to++;
                    }
                    var found = new Anchor(i - from, j - from, from + to, rarest);
                    if (found.isBetterThan(best)) {
                        best = found;
                    }
                    after = Math.max(after, j + to);
                }
            }
            j = after;
        }
        return best;
    }

    private static int count(Map<Integer, int[]> places, int line) {
        var known = places.get(line);
        return known == null ? Integer.MAX_VALUE : known[0];
    }
}
