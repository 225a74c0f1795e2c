package io.codemaster.app.record;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import io.codemaster.api.artifact.ArtifactStore;
import io.codemaster.app.record.EvidenceBundle.Kept;
import io.codemaster.app.store.event.RecordedEvent;

/** The bundle to be read: one page without scripts that asks for nothing. Whatever others wrote is text in it. */
final class EvidencePage {

    private static final int MOST_TEXT = 1 << 20;

    private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="referrer" content="no-referrer">
            <title>Evidence of %s</title>
            <style>
            :root { color-scheme: light dark; }
            body { font: 15px/1.5 system-ui, sans-serif; max-width: 72rem; margin: 0 auto; padding: 1rem; }
            h1, h2 { line-height: 1.2; }
            pre { white-space: pre-wrap; overflow-wrap: anywhere; border: 1px solid color-mix(in srgb, currentColor 25%%, transparent);
              border-radius: 6px; padding: .75rem; font: 13px/1.45 ui-monospace, monospace; }
            table { border-collapse: collapse; width: 100%%; font-size: 13px; }
            td, th { text-align: left; vertical-align: top; padding: .25rem .5rem;
              border-bottom: 1px solid color-mix(in srgb, currentColor 15%%, transparent); overflow-wrap: anywhere; }
            td:first-child { font-variant-numeric: tabular-nums; }
            summary { cursor: pointer; font-weight: 600; }
            </style>
            </head>
            <body>
            """;

    private static final int EXCERPT = 400;

    private final String title;

    private final ArtifactStore artifacts;

    EvidencePage(String title, ArtifactStore artifacts) {
        this.title = title;
        this.artifacts = artifacts;
    }

    /**
     * Writes it.
     *
     * @param views by the name of the entry
     * @param texts the beginnings of contents that are entries too, by their names
     */
    void writeTo(OutputStream out, Map<String, String> views, Map<String, Kept> texts, EvidenceEvents events)
            throws IOException {
        write(out, HEAD.formatted(escaped(title)));
        write(out, "<h1>Evidence of " + escaped(title) + "</h1>\n");
        write(
                out,
                "<p>" + events.count() + " events of the record. To check that nothing was altered:"
                        + " <code>java -jar verify.jar THIS-FILE.zip</code>. README.txt says what that proves.</p>\n");
        for (var view : views.entrySet()) {
            section(out, view.getKey(), view.getValue());
        }
        for (var text : texts.entrySet()) {
            section(out, text.getKey(), text(text.getValue()));
        }
        write(
                out,
                "<h2>Events</h2>\n<table><thead><tr><th>Position</th><th>Time</th><th>Event</th><th>Content</th></tr>"
                        + "</thead><tbody>\n");
        events.each((event, position) -> write(
                out,
                "<tr><td>" + position + "</td><td>" + escaped(event.time()) + "</td><td>"
                        + escaped(EvidenceStory.name(event)) + "</td><td>" + escaped(excerpt(event))
                        + "</td></tr>\n"));
        write(out, "</tbody></table>\n</body>\n</html>\n");
    }

    private static String excerpt(RecordedEvent event) {
        var payload = EvidenceStory.payload(event);
        var words = EvidenceStory.name(event).equals("OutputLineRecorded")
                ? payload.path("line").path("text").asString("")
                : payload.toString();
        return words.length() <= EXCERPT ? words : words.substring(0, EXCERPT) + "…";
    }

    /** The beginning of a content as text. */
    private String text(Kept kept) throws IOException {
        var content = artifacts.open(kept.content());
        if (content.isEmpty()) {
            return "";
        }
        try (var in = content.get()) {
            var bytes = in.readNBytes(MOST_TEXT);
            var text = new String(bytes, StandardCharsets.UTF_8);
            return bytes.length < MOST_TEXT ? text : text + "\n…";
        }
    }

    private static void section(OutputStream out, String title, String text) throws IOException {
        write(out, "<details><summary>" + escaped(title) + "</summary><pre>" + escaped(text) + "</pre></details>\n");
    }

    /** As text in an element or in a quoted attribute. Characters that turn the direction of writing are shown as what they are. */
    static String escaped(String text) {
        var safe = new StringBuilder(text.length() + 32);
        text.codePoints().forEach(it -> {
            switch (it) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> {
                    boolean turns = (it >= 0x202A && it <= 0x202E) || (it >= 0x2066 && it <= 0x2069);
                    boolean control = it < 0x20 && it != '\n' && it != '\t' && it != '\r';
                    if (turns || control || it == 0x7F || (it >= 0xD800 && it <= 0xDFFF)) {
                        safe.append("[U+%04X]".formatted(it));
                    } else {
                        safe.appendCodePoint(it);
                    }
                }
            }
        });
        return safe.toString();
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
