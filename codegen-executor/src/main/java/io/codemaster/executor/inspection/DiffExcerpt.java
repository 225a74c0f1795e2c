package io.codemaster.executor.inspection;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

/**
 * As much of a change as there is room for: whole files, those that people write before those that programs write, the
 * small before the large; of a change whose every file is too large, the beginning of the smallest.
 *
 * @param text the part of the patch
 * @param omitted files that are not in it, or not whole
 * @param note a sentence for the agent that names them, empty when there are none
 */
record DiffExcerpt(String text, List<String> omitted, String note) {

    private static final Pattern MADE_BY_PROGRAMS = Pattern.compile(
            "(^|/)(package-lock\\.json|yarn\\.lock|pnpm-lock\\.yaml|Cargo\\.lock|poetry\\.lock|go\\.sum|composer\\.lock"
                    + "|Gemfile\\.lock)$|\\.(min\\.js|min\\.css|map|svg|snap)$|(^|/)(dist|vendor|node_modules)/");

    private static final int MOST_NAMED = 200;

    static DiffExcerpt of(ChangePatch patch, int budget) {
        var files = new ArrayList<>(patch.files().values());
        var order = new ArrayList<>(files);
        order.sort(Comparator.comparing((ChangePatch.FilePatch it) ->
                        MADE_BY_PROGRAMS.matcher(it.path()).find())
                .thenComparing(it -> it.text().length()));
        var shown = new HashSet<String>();
        int left = budget;
        for (var file : order) {
            if (file.text().length() <= left) {
                shown.add(file.path());
                left -= file.text().length();
            }
        }
        var text = new StringBuilder();
        files.stream().filter(it -> shown.contains(it.path())).forEach(it -> text.append(it.text()));
        var omitted = files.stream()
                .map(ChangePatch.FilePatch::path)
                .filter(it -> !shown.contains(it))
                .toList();
        if (shown.isEmpty() && !order.isEmpty()) {
            text.append(beginning(order.get(0).text(), budget));
        }
        return new DiffExcerpt(text.toString(), omitted, note(omitted, shown.isEmpty() && !order.isEmpty()));
    }

    private static String beginning(String text, int budget) {
        int end = text.lastIndexOf('\n', budget - 1);
        return text.substring(0, end < 0 ? budget : end + 1);
    }

    private static String note(List<String> omitted, boolean begun) {
        if (omitted.isEmpty()) {
            return "";
        }
        var named = String.join(", ", omitted.subList(0, Math.min(omitted.size(), MOST_NAMED)));
        return "\nLeft out for want of room%s: %s%s. Read what matters of them in your working directory.\n"
                .formatted(
                        begun ? ", but for the beginning that is shown" : "",
                        named.replaceAll("\\p{Cntrl}", " "),
                        omitted.size() > MOST_NAMED ? " and %d more".formatted(omitted.size() - MOST_NAMED) : "");
    }
}
