package io.codemaster.query.codegen;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

/**
 * What a call asked for, as far as it says which text it writes. Texts are compared as bytes: each character here is one
 * byte, so that a file that is not UTF-8 is compared as well as any.
 */
final class CallInput {

    private final String tool;

    private final JsonNode input;

    private final String everything;

    CallInput(String tool, JsonNode input) {
        this.tool = tool;
        this.input = input;
        this.everything = bytes(collected(new StringBuilder(), input).toString());
    }

    /** A text of the transcript as the bytes that a file has. */
    static String bytes(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private static StringBuilder collected(StringBuilder all, JsonNode node) {
        if (node.isString()) {
            all.append(node.stringValue()).append('\n');
        } else {
            node.forEach(it -> collected(all, it));
        }
        return all;
    }

    /** What it does, with its file as the repository names it. */
    String action(@Nullable String workDirectory) {
        return AgentAction.of(tool, input, workDirectory);
    }

    /** Whether it names one file that it works on. */
    boolean namesAFile() {
        return AgentAction.path(input) != null;
    }

    /** Whether it works on this file of the work tree. */
    boolean names(String path, @Nullable String workDirectory) {
        var named = AgentAction.path(input);
        if (named == null) {
            return false;
        }
        if (workDirectory != null && named.startsWith(workDirectory + "/")) {
            return named.substring(workDirectory.length() + 1).equals(path);
        }
        return named.equals(path) || named.equals("./" + path) || (named.startsWith("/") && named.endsWith("/" + path));
    }

    /** Whether its text speaks of this file. */
    boolean mentions(String path) {
        var name = path.substring(path.lastIndexOf('/') + 1);
        return everything.contains(bytes(path)) || everything.contains(bytes(name));
    }

    /** Whether it writes this line: as a whole line where it works on one file, else anywhere in its text. */
    boolean writes(String line) {
        var bare = line.strip();
        if (bare.isEmpty()) {
            return false;
        }
        if (!namesAFile()) {
            return everything.contains(bare);
        }
        return written().lines().anyMatch(it -> it.strip().equals(bare));
    }

    private String written() {
        var all = new StringBuilder();
        all.append(text("content"))
                .append('\n')
                .append(text("new_string"))
                .append('\n')
                .append(text("new_source"));
        for (var edit : input.path("edits")) {
            all.append('\n').append(bytes(edit.path("new_string").asString("")));
        }
        return all.toString();
    }

    private String text(String name) {
        return bytes(input.path(name).asString(""));
    }

    /** The places that the call changes in a file, or empty where it cannot have been done to that text. */
    Optional<List<Edit>> edits(String before) {
        switch (tool) {
            case "Write" -> {
                return input.path("content").isString()
                        ? Optional.of(List.of(Edit.whole(before, text("content"))))
                        : Optional.empty();
            }
            case "Edit" -> {
                return edit(before, input).map(List::of);
            }
            case "MultiEdit" -> {
                var edits = new ArrayList<Edit>();
                var now = before;
                for (var each : input.path("edits")) {
                    var edit = edit(now, each);
                    if (edit.isEmpty()) {
                        return Optional.empty();
                    }
                    edits.add(edit.get());
                    now = edit.get().after();
                }
                return edits.isEmpty() ? Optional.empty() : Optional.of(edits);
            }
            default -> {
                return Optional.empty();
            }
        }
    }

    private static Optional<Edit> edit(String before, JsonNode edit) {
        var old = bytes(edit.path("old_string").asString(""));
        var fresh = bytes(edit.path("new_string").asString(""));
        if (before.contains("\r\n") && !old.contains("\r\n")) { // the agent's tool writes a file's own line ends
            old = old.replace("\n", "\r\n");
            fresh = fresh.replace("\n", "\r\n");
        }
        if (old.isEmpty()) {
            return before.isEmpty() ? Optional.of(Edit.whole(before, fresh)) : Optional.empty();
        }
        int at = before.indexOf(old);
        if (at < 0) {
            return Optional.empty();
        }
        boolean all = edit.path("replace_all").asBoolean(false);
        var places = new ArrayList<Integer>();
        for (int i = at; i >= 0 && (all || places.isEmpty()); i = before.indexOf(old, i + old.length())) {
            places.add(i);
        }
        return Optional.of(new Edit(before, List.copyOf(places), old.length(), fresh));
    }

    /** The same replacement in some places of a text. */
    record Edit(String before, List<Integer> places, int length, String fresh) {

        static Edit whole(String before, String after) {
            return new Edit(before, List.of(0), before.length(), after);
        }

        String after() {
            var after = new StringBuilder(before.length() + fresh.length());
            int from = 0;
            for (int place : places) {
                after.append(before, from, place).append(fresh);
                from = place + length;
            }
            return after.append(before, from, before.length()).toString();
        }
    }
}
