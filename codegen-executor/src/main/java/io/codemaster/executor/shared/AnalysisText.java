package io.codemaster.executor.shared;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import io.codemaster.api.inspection.AnalysisResult;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** An analysis in words for a prompt, as much of it as there is room for. */
public final class AnalysisText {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private AnalysisText() {}

    /**
     * The analysis in Markdown; what was left out is named at its end. Empty where it cannot be read.
     *
     * @param analysis JSON of the published schema
     * @param budget characters
     */
    public static String of(byte[] analysis, int budget) {
        try {
            return text(JSON.readValue(new String(analysis, StandardCharsets.UTF_8), AnalysisResult.class), budget);
        } catch (JacksonException notAnAnalysis) {
            return "";
        }
    }

    private static String text(AnalysisResult result, int budget) {
        var style = result.codeStyle();
        var text = new Room(budget);
        text.add(
                "code style",
                List.of(
                        "- Naming: " + line(style.naming()),
                        "- Errors: " + line(style.errorHandling()),
                        "- Tests: " + line(style.testFramework())));
        text.add(
                "modules",
                result.modules().stream()
                        .map(it -> "- `%s` (%d files): %s".formatted(it.path(), it.fileCount(), line(it.description())))
                        .toList());
        text.add(
                "stack",
                result.techStack().stream()
                        .map(it -> "- %s%s: %s"
                                .formatted(
                                        it.name(), it.version() == null ? "" : " " + it.version(), line(it.purpose())))
                        .toList());
        text.add(
                "entry points",
                result.entryPoints().stream()
                        .map(it -> "- `%s`: %s".formatted(it.path(), line(it.description())))
                        .toList());
        text.add("structure", result.structure().strip().lines().toList());
        return text.finished();
    }

    private static String line(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }

    /** Takes whole lines until it is full. */
    private static final class Room {

        private final StringBuilder text = new StringBuilder();

        private final List<String> absent = new ArrayList<>();

        private int left;

        Room(int budget) {
            left = budget;
        }

        void add(String name, List<String> lines) {
            if (lines.isEmpty()) {
                return;
            }
            var title = "\n## " + Character.toUpperCase(name.charAt(0)) + name.substring(1) + "\n\n";
            int taken = 0;
            var part = new StringBuilder();
            int room = left - title.length();
            for (var line : lines) {
                if (line.length() + 1 > room) {
                    break;
                }
                part.append(line).append('\n');
                room -= line.length() + 1;
                taken++;
            }
            if (taken > 0) {
                text.append(title).append(part);
                left = room;
            }
            if (taken < lines.size()) {
                absent.add(
                        taken == 0 ? name : "%s (%d of %d lines)".formatted(name, lines.size() - taken, lines.size()));
            }
        }

        String finished() {
            if (!absent.isEmpty()) {
                text.append("\nLeft out for want of room: ")
                        .append(String.join(", ", absent))
                        .append(".\n");
            }
            return text.toString().strip();
        }
    }
}
