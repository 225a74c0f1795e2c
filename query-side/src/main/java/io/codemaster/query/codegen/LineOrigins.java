package io.codemaster.query.codegen;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** The lines of a text, each with the call that wrote it last. Texts hold a byte in each character. */
final class LineOrigins {

    private final String text;

    private final List<@Nullable RunCall> origins;

    private LineOrigins(String text, List<@Nullable RunCall> origins) {
        this.text = text;
        this.origins = origins;
    }

    /** A text that is older than the run. */
    static LineOrigins older(String text) {
        var origins = new ArrayList<@Nullable RunCall>();
        for (int i = lines(text).size(); i > 0; i--) {
            origins.add(null);
        }
        return new LineOrigins(text, origins);
    }

    String text() {
        return text;
    }

    List<@Nullable RunCall> origins() {
        return origins;
    }

    /** Says which call wrote a line that was not there before. */
    interface Author {

        @Nullable RunCall of(String line);
    }

    /** The text after what the author wrote: a line that is still there keeps its origin. */
    LineOrigins rewritten(String after, Author author) {
        var older = lines(text);
        var newer = lines(after);
        var match = LineDiff.match(older, newer);
        var now = new ArrayList<@Nullable RunCall>(newer.size());
        for (int i = 0; i < newer.size(); i++) {
            now.add(match[i] >= 0 ? origins.get(match[i]) : author.of(newer.get(i)));
        }
        return new LineOrigins(after, now);
    }

    /** The text after an edit: what is around its places keeps its origins whatever it looks like. */
    LineOrigins edited(CallInput.Edit edit, RunCall call) {
        var now = new ArrayList<@Nullable RunCall>();
        var after = new StringBuilder();
        int kept = 0; // lines of the older text that are dealt with
        int from = 0; // characters of it
        for (int i = 0; i < edit.places().size(); ) {
            int start = lineStart(text, edit.places().get(i));
            var region = new StringBuilder();
            int at = start;
            int end;
            do { // places in the same line belong together
                int place = edit.places().get(i);
                region.append(text, at, place).append(edit.fresh());
                at = place + edit.length();
                end = lineEnd(text, at);
                i++;
            } while (i < edit.places().size() && edit.places().get(i) < end);
            region.append(text, at, end);
            int untouched = lines(text.substring(from, start)).size();
            now.addAll(origins.subList(kept, kept + untouched));
            after.append(text, from, start);
            kept += untouched;
            var old = text.substring(start, end);
            int oldLines = lines(old).size();
            var part = new LineOrigins(old, origins.subList(kept, kept + oldLines))
                    .rewritten(region.toString(), line -> call);
            now.addAll(part.origins);
            after.append(region);
            kept += oldLines;
            from = end;
        }
        now.addAll(origins.subList(kept, origins.size()));
        after.append(text, from, text.length());
        var whole = after.toString();
        // A last line without an end can have grown together with what follows.
        return lines(whole).size() == now.size() ? new LineOrigins(whole, now) : rewritten(whole, line -> call);
    }

    private static int lineStart(String text, int at) {
        return text.lastIndexOf('\n', at - 1) + 1;
    }

    /** Behind the line break of the line that a place is in, or the place itself where a line begins there. */
    private static int lineEnd(String text, int at) {
        if (at == 0 || text.charAt(at - 1) == '\n') {
            return at;
        }
        int end = text.indexOf('\n', at);
        return end < 0 ? text.length() : end + 1;
    }

    /** A text's lines without their line breaks. */
    static List<String> lines(String text) {
        var lines = new ArrayList<String>();
        for (int from = 0; from < text.length(); ) {
            int end = text.indexOf('\n', from);
            if (end < 0) {
                lines.add(text.substring(from));
                break;
            }
            lines.add(text.substring(from, end));
            from = end + 1;
        }
        return lines;
    }
}
