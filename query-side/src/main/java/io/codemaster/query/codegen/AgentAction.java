package io.codemaster.query.codegen;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

/** What the agent does, in a few words. */
final class AgentAction {

    private static final int LONGEST = 160;

    private AgentAction() {}

    /** A call of a tool: its name, and what it is about. */
    static String of(String tool, JsonNode input) {
        return of(tool, input, null);
    }

    /** The same with a file below this directory named from there. */
    static String of(String tool, JsonNode input, @Nullable String workDirectory) {
        var path = path(input);
        if (path != null && workDirectory != null && path.startsWith(workDirectory + "/")) {
            path = path.substring(workDirectory.length() + 1);
        }
        var about = path != null ? path : firstText(input, "description", "command", "pattern", "query", "url");
        var whole =
                about == null ? tool : tool + ": " + about.lines().findFirst().orElse("");
        return whole.length() > LONGEST ? whole.substring(0, LONGEST) + "…" : whole;
    }

    /** The file that a call names, null where it names none. */
    static @Nullable String path(JsonNode input) {
        return firstText(input, "file_path", "notebook_path");
    }

    private static @Nullable String firstText(JsonNode input, String... names) {
        for (var name : names) {
            var value = input.path(name);
            if (value.isString() && !value.stringValue().isBlank()) {
                return value.stringValue();
            }
        }
        return null;
    }
}
