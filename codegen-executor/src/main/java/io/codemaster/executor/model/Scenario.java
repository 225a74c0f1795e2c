package io.codemaster.executor.model;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

/**
 * What the scripted model does, round by round.
 *
 * @param answering whether it answers in a fixed form, and so fits only where one is asked for
 * @param match what a prompt must hold for this scenario to answer it, null for by name only
 * @param defaults pace and size of the pieces
 * @param prompts for each prompt of a session its turns
 */
record Scenario(String name, boolean answering, @Nullable Pattern match, JsonNode defaults, List<List<Turn>> prompts) {

    /** Reads the JSON of a scenario. */
    static Scenario read(String name, JsonNode json) {
        var prompts = new ArrayList<List<Turn>>();
        if (json.has("prompts")) {
            json.path("prompts").forEach(turns -> prompts.add(expanded(turns)));
        } else {
            prompts.add(expanded(json.path("turns")));
        }
        String match = json.path("match").asString("");
        return new Scenario(
                name,
                json.path("answering").asBoolean(false) || json.toString().contains("\"json_answer\""),
                match.isEmpty() ? null : Pattern.compile(match, Pattern.CASE_INSENSITIVE),
                json.path("defaults"),
                List.copyOf(prompts));
    }

    /** The turn, null past the end. */
    @Nullable Turn turn(int prompt, int turn) {
        List<Turn> turns = prompts.get(Math.min(prompt, prompts.size() - 1));
        return turn < turns.size() ? turns.get(turn) : null;
    }

    private static List<Turn> expanded(JsonNode turns) {
        var all = new ArrayList<Turn>();
        for (JsonNode turn : turns) {
            int times = turn.path("repeat").asInt(1);
            for (int i = 0; i < times; i++) {
                all.add(new Turn(turn, i));
            }
        }
        return List.copyOf(all);
    }

    /** One answer; {@code index} counts the repetitions of the same text. */
    record Turn(JsonNode json, int index) {}
}
