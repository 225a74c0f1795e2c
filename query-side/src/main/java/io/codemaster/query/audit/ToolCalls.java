package io.codemaster.query.audit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.axonframework.eventhandling.EventMessage;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

import com.fasterxml.jackson.annotation.JsonProperty;

import io.codemaster.api.audit.AuditEntry.Outcome;
import io.codemaster.api.codegen.OutputLineRecorded;
import io.codemaster.query.audit.ToolAnswer.Kind;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * The tools that the agent calls and what comes of it, from the lines that it prints. Most lines are neither: whether one may
 * be is seen in its stored bytes, and only then it is read, without what it repeats.
 */
@Component
class ToolCalls {

    /** As they stand in a line of JSON that is a text in JSON. Each begins like the first. */
    private static final List<byte[]> MARKS = List.of(
            bytes("\\\"tool_use\\\""),
            bytes("\\\"tool_result\\\""),
            bytes("\\\"permission_denied\\\""),
            bytes("\\\"permission_denials\\\""));

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

    /** How a tool's result begins that was refused and not tried; not all of those are in the list of refusals. */
    private static final Pattern REFUSED = Pattern.compile("Claude requested permissions? to "
            + "|Permission (?:for|to) "
            + "|PreToolUse:"
            + "|<tool_use_error>Error: No such tool available: \\S+\\. \\S+ is disabled "
            + "|[^\\n]{0,2000}--restricted confines ");

    private static final int LONGEST_CALL = 200;

    private static final int LONGEST_ANSWER = 200;

    private static final String NOT_PERMITTED = "not permitted";

    private static final int LONGEST_ID = 160;

    private final Serializer serializer;

    private final ObjectReader printed =
            new JsonMapper().readerFor(Printed.class).without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    ToolCalls(@Qualifier("eventSerializer") Serializer serializer) {
        this.serializer = serializer;
    }

    /**
     * What a line says of calls.
     *
     * @param calls that it makes
     * @param answers by the calls that it answers
     */
    record Line(List<Call> calls, Map<String, ToolAnswer> answers) {

        static final Line NOTHING = new Line(List.of(), Map.of());
    }

    /**
     * A call.
     *
     * @param id null where there is none, so that nothing can answer it
     * @param text what it is, in short
     */
    record Call(@Nullable String id, String text) {}

    /** The parts of a line that matter here. */
    private record Printed(
            @JsonProperty("type") @Nullable String type,
            @JsonProperty("subtype") @Nullable String subtype,
            @JsonProperty("message") @Nullable JsonNode message,
            @JsonProperty("tool_use_id") @Nullable String call,
            @JsonProperty("permission_denials") @Nullable JsonNode denials) {}

    /** What a line says of calls. */
    Line in(EventMessage<?> line) {
        if (!isMarked(line.serializePayload(serializer, byte[].class).getData())) {
            return Line.NOTHING;
        }
        var text = ((OutputLineRecorded) line.getPayload()).line();
        return text.json() ? read(text.text()) : Line.NOTHING;
    }

    private Line read(String text) {
        Printed line;
        try {
            line = printed.readValue(text);
        } catch (JacksonException cut) {
            return Line.NOTHING;
        }
        return switch (line.type() == null ? "" : line.type()) {
            case "assistant" -> new Line(calls(content(line)), Map.of());
            case "user" -> new Line(List.of(), results(content(line)));
            case "system" -> new Line(List.of(), refusal(line));
            case "result" -> new Line(List.of(), refusals(line));
            default -> Line.NOTHING;
        };
    }

    private static Iterable<JsonNode> content(Printed line) {
        var message = line.message();
        return message == null ? List.of() : message.path("content");
    }

    private static List<Call> calls(Iterable<JsonNode> blocks) {
        var calls = new ArrayList<Call>();
        for (var block : blocks) {
            if (block.path("type").asString("").equals("tool_use")) {
                calls.add(new Call(id(block.path("id")), call(block)));
            }
        }
        return calls;
    }

    private static String call(JsonNode block) {
        var name = block.path("name").asString("?");
        return TELLING.stream()
                .map(it -> block.path("input").path(it).asString(""))
                .filter(it -> !it.isBlank())
                .findFirst()
                .map(it -> ShortText.line(name + ": " + it, LONGEST_CALL))
                .orElse(ShortText.line(name, LONGEST_CALL));
    }

    private static Map<String, ToolAnswer> results(Iterable<JsonNode> blocks) {
        var answers = new LinkedHashMap<String, ToolAnswer>();
        for (var block : blocks) {
            var id = id(block.path("tool_use_id"));
            if (id != null && block.path("type").asString("").equals("tool_result")) {
                answers.put(id, result(block));
            }
        }
        return answers;
    }

    private static ToolAnswer result(JsonNode block) {
        if (!block.path("is_error").asBoolean(false)) {
            return new ToolAnswer(Kind.RESULT, Outcome.SUCCESS, null);
        }
        var content = block.path("content");
        var text = content.isString()
                ? content.asString()
                : content.path(0).path("text").asString("");
        var refused = REFUSED.matcher(text).lookingAt();
        return new ToolAnswer(
                Kind.RESULT, refused ? Outcome.DENIED : Outcome.FAILURE, ShortText.line(text, LONGEST_ANSWER));
    }

    private static Map<String, ToolAnswer> refusal(Printed line) {
        var id = line.call();
        if (!"permission_denied".equals(line.subtype()) || id == null || id.isEmpty()) {
            return Map.of();
        }
        var reason = line.message() == null ? "" : line.message().asString("");
        return Map.of(cut(id), refused(reason.isBlank() ? NOT_PERMITTED : ShortText.line(reason, LONGEST_ANSWER)));
    }

    private static Map<String, ToolAnswer> refusals(Printed line) {
        var answers = new LinkedHashMap<String, ToolAnswer>();
        var denials = line.denials();
        if (denials != null) {
            for (var each : denials) {
                var id = id(each.path("tool_use_id"));
                if (id != null) {
                    answers.put(id, refused(NOT_PERMITTED));
                }
            }
        }
        return answers;
    }

    private static ToolAnswer refused(String reason) {
        return new ToolAnswer(Kind.REFUSAL, Outcome.DENIED, reason);
    }

    private static @Nullable String id(JsonNode id) {
        var text = id.asString("");
        return text.isEmpty() ? null : cut(text);
    }

    private static String cut(String id) {
        return id.length() > LONGEST_ID ? id.substring(0, LONGEST_ID) : id;
    }

    private static byte[] bytes(String mark) {
        return mark.getBytes(StandardCharsets.US_ASCII);
    }

    /** Whether one of the marks stands in a text, which is gone through once. */
    static boolean isMarked(byte[] text) {
        for (int i = 0; i + 2 < text.length; i++) {
            if (text[i] == '\\' && text[i + 1] == '"' && (text[i + 2] == 't' || text[i + 2] == 'p')) {
                for (var mark : MARKS) {
                    if (standsAt(text, i, mark)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static boolean standsAt(byte[] text, int at, byte[] mark) {
        if (text.length - at < mark.length) {
            return false;
        }
        for (int i = 2; i < mark.length; i++) {
            if (text[at + i] != mark[i]) {
                return false;
            }
        }
        return true;
    }
}
