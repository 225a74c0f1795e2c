package io.codemaster.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The table of metrics in docs/operations.md. */
public record MetricsPage(String before, Map<String, String> rows, String after) {

    private static final Path PAGE = Path.of("../docs/operations.md");

    private static final String HEAD = "| metric | kind | labels | says |\n|---|---|---|---|\n";

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(codemaster_[a-z_]+)` \\|.*\\|\\n");

    private static final Pattern SAMPLE = Pattern.compile("(codemaster_[a-z_]+?)(?:_bucket|_count|_sum)?\\{([^}]*)}.*");

    public static MetricsPage read() throws IOException {
        var page = Files.readString(PAGE);
        var from = page.indexOf(HEAD);
        assertThat(from).as("the table of metrics in " + PAGE).isPositive();
        var rows = new TreeMap<String, String>();
        var matcher = ROW.matcher(page);
        var end = from + HEAD.length();
        matcher.region(end, page.length());
        while (matcher.lookingAt()) {
            rows.put(matcher.group(1), matcher.group());
            end = matcher.end();
            matcher.region(end, page.length());
        }
        return new MetricsPage(page.substring(0, from), rows, page.substring(end));
    }

    /** The names of all metrics. */
    public Set<String> names() {
        return rows.keySet();
    }

    /** Holds the table against what is exported, in Prometheus's text format; {@code -Ddocs.update=true} rewrites it. */
    public void mustEqual(String scrape) throws IOException {
        var exported = exported(scrape);
        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(PAGE, before + HEAD + String.join("", exported.values()) + after);
        }
        assertThat(read().rows())
                .as("the table of metrics in docs/operations.md; -Ddocs.update=true rewrites it")
                .isEqualTo(exported);
    }

    private static Map<String, String> exported(String scrape) {
        var kinds = described(scrape, "TYPE");
        var words = described(scrape, "HELP");
        var labels = new TreeMap<String, Set<String>>();
        scrape.lines().forEach(line -> {
            var sample = SAMPLE.matcher(line);
            if (sample.matches()) {
                for (var label : sample.group(2).split(",", -1)) {
                    var name = label.substring(0, Math.max(0, label.indexOf('=')));
                    if (!name.isEmpty() && !name.equals("le")) {
                        labels.computeIfAbsent(sample.group(1), key -> new TreeSet<>())
                                .add("`" + name + "`");
                    }
                }
            }
        });
        var rows = new TreeMap<String, String>();
        kinds.forEach((name, kind) -> {
            // the longest of late, which Micrometer adds to each timer
            if (!name.endsWith("_max")) {
                rows.put(
                        name,
                        "| `%s` | %s | %s | %s |\n"
                                .formatted(
                                        name,
                                        kind,
                                        labels.getOrDefault(name, Set.of()).stream()
                                                .collect(Collectors.joining(", ")),
                                        words.getOrDefault(name, "")));
            }
        });
        return rows;
    }

    private static Map<String, String> described(String scrape, String word) {
        var prefix = "# " + word + " codemaster_";
        return scrape.lines()
                .filter(it -> it.startsWith(prefix))
                .map(it -> it.substring(3 + word.length()).strip().split(" ", 2))
                .collect(Collectors.toMap(it -> it[0], it -> it.length > 1 ? it[1].strip() : ""));
    }
}
