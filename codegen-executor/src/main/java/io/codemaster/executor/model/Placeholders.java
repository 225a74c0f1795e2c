package io.codemaster.executor.model;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The words in double braces of a scenario.
 *
 * @param values what they stand for
 */
record Placeholders(Map<String, String> values) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final Pattern WORD = Pattern.compile("\\{\\{(\\w+)(?::(?:(\\d+):)?([^}]*))?}}");

    /** How a follow-up's prompt asks for an answer to a comment. */
    private static final Pattern COMMENT = Pattern.compile("(?m)^\\[\\[comment:([^\\[\\]\\s]+)]] addressed: …$");

    private static final String COMMENTS = "comments";

    private static final String REQUIREMENT_BEGIN = "<requirement>\n";

    private static final String REQUIREMENT_END = "\n</requirement>";

    static Placeholders of(Conversation conversation) {
        String directory = conversation.directory().isEmpty() ? "." : conversation.directory();
        return new Placeholders(Map.of(
                "cwd",
                directory,
                "turn",
                Integer.toString(conversation.turn()),
                "prompt",
                conversation.prompt(),
                "requirement",
                requirement(conversation.prompt()),
                "session",
                conversation.session(),
                "last_result",
                conversation.lastResult(),
                COMMENTS,
                comments(conversation.prompt())));
    }

    /** The comments that the prompt wants answered, one a line. */
    private static String comments(String prompt) {
        return COMMENT.matcher(prompt).results().map(it -> it.group(1)).collect(Collectors.joining("\n"));
    }

    /** What the product's prompt was made for; a prompt of another kind is all requirement. */
    private static String requirement(String prompt) {
        var begin = prompt.indexOf(REQUIREMENT_BEGIN);
        var end = prompt.indexOf(REQUIREMENT_END, Math.max(begin, 0));
        return begin < 0 || end < 0
                ? prompt
                : prompt.substring(begin + REQUIREMENT_BEGIN.length(), end).strip();
    }

    Placeholders with(String name, String value) {
        var more = new HashMap<>(values);
        more.put(name, value);
        return new Placeholders(Map.copyOf(more));
    }

    String fill(String text) {
        if (!text.contains("{{")) {
            return text;
        }
        return WORD.matcher(text)
                .replaceAll(word -> Matcher.quoteReplacement(
                        replacement(word.group(1), word.group(2), word.group(3), word.group())));
    }

    JsonNode fill(JsonNode node) {
        if (node.isString()) {
            return JSON.getNodeFactory().stringNode(fill(node.asString("")));
        }
        if (node.isArray()) {
            ArrayNode filled = JSON.createArrayNode();
            node.forEach(element -> filled.add(fill(element)));
            return filled;
        }
        if (node.isObject()) {
            ObjectNode filled = JSON.createObjectNode();
            node.properties().forEach(property -> filled.set(property.getKey(), fill(property.getValue())));
            return filled;
        }
        return node;
    }

    private String replacement(String name, @Nullable String times, @Nullable String text, String otherwise) {
        if ("repeat".equals(name) && times != null && text != null) {
            return text.repeat(Integer.parseInt(times));
        }
        if ("each_comment".equals(name) && text != null) {
            return values.getOrDefault(COMMENTS, "")
                    .lines()
                    .map(comment -> "[[comment:" + comment + "]] " + text)
                    .collect(Collectors.joining("\n"));
        }
        return values.getOrDefault(name, otherwise);
    }
}
