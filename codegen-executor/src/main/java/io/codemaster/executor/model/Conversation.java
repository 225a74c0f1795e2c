package io.codemaster.executor.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a request to the Messages API tells of the conversation so far. The scripted model remembers nothing else, so that
 * any number of sessions can run at once and be resumed.
 *
 * @param promptIndex how many prompts came before the latest one
 * @param turn how many rounds of tool results came after it
 * @param prompt the latest prompt
 * @param lastResult the latest tool results
 * @param directory where the agent works
 */
record Conversation(int promptIndex, int turn, String prompt, String lastResult, String session, String directory) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** What the CLI itself says in the user's name to make the model go on. */
    private static final Pattern NUDGE =
            Pattern.compile("^\\s*(This session is being continued from a previous conversation|Output token limit hit"
                    + "|Your response above was stopped by a safety classifier|\\[structured-output-enforce\\]"
                    + "|\\[Your previous response had no visible output|Stop hook feedback)");

    private static final Pattern REMINDER =
            Pattern.compile("^\\s*<(system-reminder|available-deferred-tools|local-command|command-)");

    private static final Pattern DIRECTORY = Pattern.compile(
            "^[ \\-*]*(?:Primary working directory|Working directory|Current working directory|CWD)\\s*:\\s*(/.*)$",
            Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);

    private static final Pattern MARKER = Pattern.compile("\\[\\[scenario:([\\w.-]+)]]");

    /** Reads a request's body. */
    static Conversation read(JsonNode body) {
        int prompts = 0;
        int rounds = 0;
        boolean inRound = false;
        boolean afterUser = false;
        String prompt = "";
        String lastResult = "";
        for (JsonNode message : body.path("messages")) {
            if (!isUser(message)) {
                boolean assistant = "assistant".equals(message.path("role").asString(""));
                inRound = inRound && !assistant;
                afterUser = afterUser && !assistant;
                continue;
            }
            String results = results(message);
            String own = own(message);
            if (holdsResults(message) || NUDGE.matcher(own).find()) {
                rounds += inRound ? 0 : 1;
                inRound = true;
                lastResult = holdsResults(message) ? results : lastResult;
            } else if (!own.isBlank() || holdsOther(message)) {
                if (!afterUser || prompts == 0) {
                    prompts++;
                    rounds = 0;
                }
                prompt = own;
            }
            afterUser = true;
        }
        return new Conversation(Math.max(0, prompts - 1), rounds, prompt, lastResult, session(body), directory(body));
    }

    /** The scenario that the latest marker in a message names. */
    static Optional<String> marker(JsonNode body) {
        String found = null;
        for (JsonNode message : body.path("messages")) {
            Matcher marker = MARKER.matcher(isUser(message) ? text(message) : "");
            if (marker.find()) {
                found = marker.group(1);
            }
        }
        return Optional.ofNullable(found);
    }

    /** All text of a message. */
    static String text(JsonNode message) {
        var texts = new ArrayList<String>();
        blocks(message).forEach(block -> texts.add(block.path("text").asString("")));
        return String.join("\n", texts);
    }

    static String system(JsonNode body) {
        JsonNode system = body.path("system");
        if (system.isString()) {
            return system.asString("");
        }
        var texts = new ArrayList<String>();
        system.forEach(block -> texts.add(block.path("text").asString("")));
        return String.join("\n", texts);
    }

    private static boolean isUser(JsonNode message) {
        return "user".equals(message.path("role").asString(""));
    }

    private static Iterable<JsonNode> blocks(JsonNode message) {
        JsonNode content = message.path("content");
        return content.isString()
                ? List.of(JSON.createObjectNode().put("type", "text").put("text", content.asString("")))
                : content;
    }

    private static boolean holdsResults(JsonNode message) {
        return has(message, "tool_result", true);
    }

    private static boolean holdsOther(JsonNode message) {
        return has(message, "text", false);
    }

    private static boolean has(JsonNode message, String type, boolean same) {
        for (JsonNode block : blocks(message)) {
            if (block.path("type").asString("").equals(type) == same) {
                return true;
            }
        }
        return false;
    }

    private static String own(JsonNode message) {
        var texts = new ArrayList<String>();
        for (JsonNode block : blocks(message)) {
            String text = block.path("text").asString("");
            if ("text".equals(block.path("type").asString(""))
                    && !REMINDER.matcher(text).find()) {
                texts.add(text);
            }
        }
        return String.join("\n", texts);
    }

    private static String results(JsonNode message) {
        var texts = new ArrayList<String>();
        for (JsonNode block : blocks(message)) {
            if ("tool_result".equals(block.path("type").asString(""))) {
                texts.add(text(block));
            }
        }
        return String.join("\n", texts);
    }

    private static String session(JsonNode body) {
        String user = body.path("metadata").path("user_id").asString("");
        try {
            if (user.startsWith("{")) {
                return JSON.readTree(user).path("session_id").asString("");
            }
        } catch (JacksonException e) {
            return "";
        }
        int at = user.indexOf("_session_");
        return at < 0 ? "" : user.substring(at + "_session_".length());
    }

    private static String directory(JsonNode body) {
        var texts = new ArrayList<>(List.of(system(body)));
        int index = 0;
        for (JsonNode message : body.path("messages")) {
            if (index < 2 || "system".equals(message.path("role").asString(""))) {
                texts.add(text(message));
            }
            index++;
        }
        Matcher found = DIRECTORY.matcher(String.join("\n", texts));
        String directory = "";
        while (found.find()) {
            directory = found.group(1).replaceFirst(" \\(was /.*\\)$", "").strip();
        }
        return directory;
    }
}
