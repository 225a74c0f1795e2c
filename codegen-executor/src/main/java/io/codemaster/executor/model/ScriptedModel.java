package io.codemaster.executor.model;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Speaks the Messages API from a script. Which scenario answers: the one that a marker {@code [[scenario:NAME]]} in a
 * message names, else the one of the header {@code x-fake-scenario}, else the first whose pattern the prompt matches, else
 * {@code default}. Which turn: as many as there are rounds of tool results after the prompt.
 */
final class ScriptedModel implements Upstream {

    /** ASCII only: a script may hold half of a surrogate pair. */
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private static final SecureRandom RANDOM = new SecureRandom();

    private static final String ID_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private static final Pattern TITLE = Pattern.compile(
            "Generate a (concise|short)[^\\n]*title|session title|sentence-case title|3-7 word title",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern TOPIC = Pattern.compile("isNewTopic|new conversation topic", Pattern.CASE_INSENSITIVE);

    private static final Pattern SUMMARY =
            Pattern.compile("summarizing conversations|Respond with TEXT ONLY\\. Do NOT call any tools");

    private static final String SIGNATURE = "ZmFrZS1zaWduYXR1cmU=";

    private static final int FULL_BUFFER = 16 * 1024;

    private static final int MAX_REMEMBERED = 10_000;

    private final ScenarioLibrary library;

    private final Map<String, Integer> failures = new ConcurrentHashMap<>();

    ScriptedModel(ScenarioLibrary library) {
        this.library = library;
    }

    @Override
    public void answer(ModelRequest request, ModelResponse response) throws IOException, InterruptedException {
        JsonNode body;
        try {
            body = JSON.readTree(request.body());
        } catch (JacksonException e) {
            response.error(400, "invalid_request_error", "The body is not JSON.");
            return;
        }
        if (request.path().endsWith("/count_tokens")) {
            ObjectNode count = JSON.createObjectNode().put("input_tokens", tokens(request.body().length));
            response.json(200, List.of(), JSON.writeValueAsBytes(count));
            return;
        }
        answer(request, body, response);
    }

    private void answer(ModelRequest request, JsonNode body, ModelResponse response)
            throws IOException, InterruptedException {
        Conversation conversation = Conversation.read(body);
        String side = sideAnswer(body);
        Scenario scenario = side == null ? scenario(request, body, conversation) : null;
        Scenario.Turn turn = scenario == null ? null : scenario.turn(conversation.promptIndex(), conversation.turn());
        JsonNode script = turn == null ? saying(side == null ? "(end of scenario)" : side) : turn.json();
        JsonNode defaults = scenario == null ? JSON.createObjectNode() : scenario.defaults();
        String place = conversation.session() + ":" + (scenario == null ? "" : scenario.name()) + ":"
                + conversation.promptIndex() + ":" + conversation.turn();
        var pace = new Pace(
                script.path("turnMs").asInt(defaults.path("turnMs").asInt(0)),
                script.path("deltaMs").asInt(defaults.path("deltaMs").asInt(0)),
                script.path("chunk").asInt(defaults.path("chunk").asInt(48)));
        if (fails(script.path("error"), place, body)) {
            pause(pace.turnMs());
            fail(script.path("error"), response);
            return;
        }
        List<Block> blocks = blocks(script, turn == null ? 0 : turn.index(), Placeholders.of(conversation), body);
        ObjectNode message = message(body);
        ObjectNode usage = usage(script, request.body().length, blocks);
        String stopReason = script.path("stop_reason")
                .asString(blocks.stream().anyMatch(block -> block.kind().equals("tool_use")) ? "tool_use" : "end_turn");
        if (!body.path("stream").asBoolean(false)) {
            pause(pace.turnMs());
            ArrayNode content = message.putArray("content");
            blocks.forEach(block -> content.add(block.whole()));
            message.put("stop_reason", stopReason).set("usage", usage);
            response.json(200, headers(), JSON.writeValueAsBytes(message));
            return;
        }
        stream(script, place, pace, blocks, message, usage, stopReason, response);
    }

    private void stream(
            JsonNode script,
            String place,
            Pace pace,
            List<Block> blocks,
            ObjectNode message,
            ObjectNode usage,
            String stopReason,
            ModelResponse response)
            throws IOException, InterruptedException {
        var headers = new ArrayList<>(headers());
        headers.add(Map.entry("content-type", "text/event-stream; charset=utf-8"));
        headers.add(Map.entry("cache-control", "no-cache"));
        script.path("headers")
                .properties()
                .forEach(header ->
                        headers.add(Map.entry(header.getKey(), header.getValue().asString(""))));
        response.begin(200, headers);
        if (script.path("hang").asBoolean(false)) {
            pause(TimeUnit.DAYS.toMillis(1));
            return;
        }
        String cut = cut(script, place);
        if ("headers".equals(cut)) {
            pause(20);
            return;
        }
        pause(pace.turnMs());
        var events = new Events(response);
        message.putArray("content");
        ObjectNode started = message.deepCopy();
        started.set("usage", usage.deepCopy().put("output_tokens", 1));
        events.put("message_start", event("message_start").set("message", started), false);
        int index = 0;
        for (Block block : blocks) {
            if (!stream(block, index, pace, cut, events)) {
                return;
            }
            index++;
        }
        if ("end".equals(cut)) {
            events.flush();
            pause(30);
            return;
        }
        ObjectNode delta = event("message_delta");
        delta.putObject("delta").put("stop_reason", stopReason).putNull("stop_sequence");
        events.put("message_delta", delta.set("usage", usage), false);
        events.put("message_stop", event("message_stop"), true);
        response.end();
    }

    /** Streams a block; answers false when the connection is to be cut in its middle. */
    private static boolean stream(Block block, int index, Pace pace, String cut, Events events)
            throws IOException, InterruptedException {
        int deltaMs = block.script().path("deltaMs").asInt(pace.deltaMs());
        int chunk = block.script().path("chunk").asInt(pace.chunk());
        boolean slow = deltaMs > 0;
        int delay = block.script().path("delayMs").asInt(0);
        if (delay > 0) {
            events.put("ping", event("ping"), true);
            pause(delay);
        }
        ObjectNode start = event("content_block_start").put("index", index);
        events.put("content_block_start", start.set("content_block", block.empty()), slow);
        if (index == 0) {
            events.put("ping", event("ping"), false);
        }
        int[] codePoints = block.raw().codePoints().toArray();
        int at = 0;
        do {
            int length = Math.min(chunk, codePoints.length - at);
            ObjectNode delta = event("content_block_delta").put("index", index);
            delta.set("delta", block.delta(new String(codePoints, at, length)));
            events.put("content_block_delta", delta, slow);
            at += length;
            pause(deltaMs);
            if ("block".equals(cut)) {
                events.flush();
                pause(30);
                return false;
            }
        } while (at < codePoints.length);
        if (block.kind().equals("thinking")) {
            ObjectNode delta = event("content_block_delta").put("index", index);
            delta.putObject("delta").put("type", "signature_delta").put("signature", SIGNATURE);
            events.put("content_block_delta", delta, false);
        }
        events.put("content_block_stop", event("content_block_stop").put("index", index), slow);
        return true;
    }

    private @Nullable Scenario scenario(ModelRequest request, JsonNode body, Conversation conversation) {
        boolean asked = offers(body, "StructuredOutput");
        // a question about a change holds what the change was ordered with, and so may hold a marker that is not for it
        Optional<Scenario> named = Conversation.marker(body).flatMap(library::named);
        return named.or(() -> request.header("x-fake-scenario").flatMap(library::named))
                .filter(it -> it.answering() || !asked)
                .or(() -> library.matching(conversation.prompt(), asked))
                .or(() -> library.named(ScenarioLibrary.FALLBACK))
                .orElse(null);
    }

    /** What the agent asks beside its work (titles, summaries, a probe of the quota), null for the work itself. */
    private static @Nullable String sideAnswer(JsonNode body) {
        String system = Conversation.system(body);
        JsonNode messages = body.path("messages");
        String first = messages.isEmpty() ? "" : Conversation.text(messages.path(0));
        String last = "";
        for (JsonNode message : messages) {
            last = "user".equals(message.path("role").asString("")) ? Conversation.text(message) : last;
        }
        boolean toolless = body.path("tools").isEmpty();
        boolean small = body.path("model").asString("").toLowerCase(Locale.ROOT).contains("haiku");
        if (body.path("max_tokens").asInt(0) == 1) {
            return "ok";
        }
        if (TITLE.matcher(system).find() || (toolless && TITLE.matcher(first).find())) {
            return "{\"title\":\"Demo session\"}";
        }
        if (TOPIC.matcher(system).find()) {
            return "{\"isNewTopic\":false,\"title\":null}";
        }
        if (SUMMARY.matcher(system).find() || SUMMARY.matcher(last).find()) {
            return "<summary>Summary of the conversation by the scripted demo model.</summary>";
        }
        return toolless && small && !system.contains("Claude") ? "ok" : null;
    }

    private boolean fails(JsonNode error, String place, JsonNode body) {
        String model = error.path("model").asString("");
        boolean meant = error.isObject()
                && (model.isEmpty() || model.equals(body.path("model").asString("")));
        return meant && countUpTo(error.path("times").asInt(Integer.MAX_VALUE), place);
    }

    private String cut(JsonNode script, String place) {
        String cut = script.path("disconnect").asString("");
        boolean now = !cut.isEmpty() && countUpTo(script.path("disconnectTimes").asInt(Integer.MAX_VALUE), place);
        return now ? cut : "";
    }

    private boolean countUpTo(int times, String place) {
        if (failures.size() > MAX_REMEMBERED) {
            failures.clear();
        }
        return failures.merge(place, 1, Integer::sum) <= times;
    }

    private static void fail(JsonNode script, ModelResponse response) throws IOException {
        ObjectNode error = event("error");
        error.putObject("error")
                .put("type", script.path("type").asString("api_error"))
                .put("message", script.path("message").asString("injected failure"));
        var headers = new ArrayList<>(headers());
        if (script.path("sse").asBoolean(false)) {
            headers.add(Map.entry("content-type", "text/event-stream; charset=utf-8"));
            response.begin(200, headers);
            var events = new Events(response);
            events.put("error", error, true);
            response.end();
            return;
        }
        script.path("headers")
                .properties()
                .forEach(header ->
                        headers.add(Map.entry(header.getKey(), header.getValue().asString(""))));
        response.json(script.path("status").asInt(500), headers, JSON.writeValueAsBytes(error));
    }

    private static List<Block> blocks(JsonNode script, int turnIndex, Placeholders placeholders, JsonNode body) {
        var blocks = new ArrayList<Block>();
        for (JsonNode block : script.path("blocks")) {
            int times = block.path("repeat").asInt(1);
            for (int i = 0; i < times; i++) {
                Placeholders filled = placeholders.with("i", Integer.toString(times > 1 ? i : turnIndex));
                blocks.add(block(block, filled, body));
            }
        }
        return blocks;
    }

    private static Block block(JsonNode script, Placeholders placeholders, JsonNode body) {
        String type = script.path("type").asString("text");
        return switch (type) {
            case "tool_use" ->
                toolUse(
                        script,
                        placeholders.fill(script.path("name").asString("")),
                        placeholders.fill(
                                script.path("input").isObject() ? script.path("input") : JSON.createObjectNode()));
            case "json_answer" -> {
                JsonNode value = placeholders.fill(script.path("value"));
                yield offers(body, "StructuredOutput")
                        ? toolUse(script, "StructuredOutput", value)
                        : new Block("text", script, JSON.writeValueAsString(value), "", "");
            }
            default ->
                new Block(type, script, placeholders.fill(script.path("text").asString("")), "", "");
        };
    }

    private static Block toolUse(JsonNode script, String name, JsonNode input) {
        return new Block("tool_use", script, JSON.writeValueAsString(input), id("toolu_"), name);
    }

    private static boolean offers(JsonNode body, String tool) {
        for (JsonNode offered : body.path("tools")) {
            if (tool.equals(offered.path("name").asString(""))) {
                return true;
            }
        }
        return false;
    }

    private static ObjectNode message(JsonNode body) {
        return JSON.createObjectNode()
                .put("id", id("msg_"))
                .put("type", "message")
                .put("role", "assistant")
                .put("model", body.path("model").asString(""))
                .putNull("stop_reason")
                .putNull("stop_sequence");
    }

    private static ObjectNode usage(JsonNode script, int requestBytes, List<Block> blocks) {
        int output =
                blocks.stream().mapToInt(block -> tokens(block.raw().length())).sum();
        ObjectNode usage = JSON.createObjectNode()
                .put("input_tokens", 3)
                .put("cache_creation_input_tokens", 0)
                .put("cache_read_input_tokens", tokens(requestBytes))
                .put("output_tokens", output)
                .put("service_tier", "standard");
        script.path("usage").properties().forEach(property -> usage.set(property.getKey(), property.getValue()));
        return usage;
    }

    private static JsonNode saying(String text) {
        ObjectNode turn = JSON.createObjectNode();
        turn.putArray("blocks").addObject().put("type", "text").put("text", text);
        return turn;
    }

    private static List<Map.Entry<String, String>> headers() {
        return List.of(Map.entry("request-id", id("req_")));
    }

    private static ObjectNode event(String type) {
        return JSON.createObjectNode().put("type", type);
    }

    private static int tokens(int characters) {
        return Math.max(1, (characters + 3) / 4);
    }

    private static String id(String prefix) {
        var id = new StringBuilder(prefix);
        for (int i = 0; i < 24; i++) {
            id.append(ID_LETTERS.charAt(RANDOM.nextInt(ID_LETTERS.length())));
        }
        return id.toString();
    }

    private static void pause(long millis) throws InterruptedException {
        if (millis > 0) {
            TimeUnit.MILLISECONDS.sleep(millis);
        }
    }

    private record Pace(int turnMs, int deltaMs, int chunk) {}

    /**
     * A block of an answer.
     *
     * @param raw its text, or its input as JSON
     */
    private record Block(String kind, JsonNode script, String raw, String id, String name) {

        ObjectNode whole() {
            ObjectNode block = event(kind);
            return switch (kind) {
                case "tool_use" -> {
                    block.put("id", id).put("name", name).set("input", JSON.readTree(raw));
                    yield block;
                }
                case "thinking" -> block.put("thinking", raw).put("signature", SIGNATURE);
                default -> block.put("text", raw);
            };
        }

        ObjectNode empty() {
            ObjectNode block = event(kind);
            return switch (kind) {
                case "tool_use" -> {
                    block.put("id", id).put("name", name).putObject("input");
                    yield block;
                }
                case "thinking" -> block.put("thinking", "").put("signature", "");
                default -> block.put("text", "");
            };
        }

        ObjectNode delta(String part) {
            return switch (kind) {
                case "tool_use" -> event("input_json_delta").put("partial_json", part);
                case "thinking" -> event("thinking_delta").put("thinking", part);
                default -> event("text_delta").put("text", part);
            };
        }
    }

    /** Server-sent events, sent together where nobody waits for them. */
    private static final class Events {

        private final ModelResponse response;

        private final ByteArrayOutputStream buffer = new ByteArrayOutputStream();

        Events(ModelResponse response) {
            this.response = response;
        }

        void put(String name, JsonNode data, boolean now) throws IOException {
            String event = "event: " + name + "\ndata: " + JSON.writeValueAsString(data) + "\n\n";
            buffer.writeBytes(event.getBytes(StandardCharsets.UTF_8));
            if (now || buffer.size() > FULL_BUFFER) {
                flush();
            }
        }

        void flush() throws IOException {
            byte[] bytes = buffer.toByteArray();
            buffer.reset();
            response.write(bytes, 0, bytes.length);
        }
    }
}
