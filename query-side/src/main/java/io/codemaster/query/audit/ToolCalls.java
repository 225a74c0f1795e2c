package io.codemaster.query.audit;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import org.axonframework.eventhandling.EventMessage;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

import io.codemaster.api.codegen.OutputLineRecorded;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The tools that the agent calls, from the lines that it prints. Few lines are calls: whether one may be is seen in its
 * stored bytes, and only then it is read.
 */
@Component
class ToolCalls {

    /** As it stands in a line of JSON that is a text in JSON. */
    private static final byte[] MARK = "\\\"tool_use\\\"".getBytes(StandardCharsets.US_ASCII);

    /** What a call is about, the most telling first. */
    private static final List<String> TELLING = List.of(
            "command",
            "file_path",
            "notebook_path",
            "path",
            "pattern",
            "url",
            "query",
            "skill",
            "description",
            "prompt");

    private static final int LONGEST_CALL = 200;

    private final Serializer serializer;

    private final JsonMapper json = new JsonMapper();

    ToolCalls(@Qualifier("eventSerializer") Serializer serializer) {
        this.serializer = serializer;
    }

    /** What a line's calls are, in short; null where it has none. */
    @Nullable String in(EventMessage<?> line) {
        if (!holds(line.serializePayload(serializer, byte[].class).getData(), MARK)) {
            return null;
        }
        var printed = ((OutputLineRecorded) line.getPayload()).line();
        return printed.json() ? calls(printed.text()) : null;
    }

    private @Nullable String calls(String text) {
        JsonNode line;
        try {
            line = json.readTree(text);
        } catch (JacksonException cut) {
            return null;
        }
        if (!line.path("type").asString("").equals("assistant")) {
            return null;
        }
        var calls = StreamSupport.stream(line.path("message").path("content").spliterator(), false)
                .filter(it -> it.path("type").asString("").equals("tool_use"))
                .map(ToolCalls::call)
                .collect(Collectors.joining("; "));
        return calls.isEmpty() ? null : ShortText.line(calls, 1_000);
    }

    private static String call(JsonNode block) {
        var name = block.path("name").asString("?");
        return TELLING.stream()
                .map(it -> block.path("input").path(it).asString(""))
                .filter(it -> !it.isBlank())
                .findFirst()
                .map(it -> ShortText.line(name + ": " + it, LONGEST_CALL))
                .orElse(name);
    }

    static boolean holds(byte[] text, byte[] part) {
        int last = text.length - part.length;
        for (int i = 0; i <= last; i++) {
            int matched = 0;
            while (matched < part.length && text[i + matched] == part[matched]) {
                matched++;
            }
            if (matched == part.length) {
                return true;
            }
        }
        return false;
    }
}
