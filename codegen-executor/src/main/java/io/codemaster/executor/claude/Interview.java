package io.codemaster.executor.claude;

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.artifact.ArtifactStore;
import io.codemaster.executor.claude.output.AgentLine;
import io.codemaster.executor.shared.CodeAgent;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Hears the agent's answers in a fixed form and asks once more for one that will not do. Used by one thread at a time.
 */
final class Interview {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final String TOOL = "StructuredOutput";

    private final CodeAgent.AnswerJudge judge;

    private final ArtifactStore artifacts;

    private boolean repeated;

    private boolean over;

    private @Nullable String next;

    /** What the agent put into its last answer, whether or not it was taken. */
    private @Nullable String tried;

    private @Nullable String answer;

    private @Nullable String rejected;

    Interview(CodeAgent.AnswerJudge judge, ArtifactStore artifacts) {
        this.judge = judge;
        this.artifacts = artifacts;
    }

    /** Takes note of a line. */
    void read(AgentLine line) {
        JsonNode json = line.json();
        if (json == null) {
            return;
        }
        String type = json.path("type").asString("");
        if ("assistant".equals(type)) {
            readAssistant(whole(line, json));
        } else if ("result".equals(type) && !over) {
            readResult(whole(line, json));
        }
    }

    /** What to say to the agent now, null for nothing; said once. */
    @Nullable String takeNext() {
        String message = next;
        next = null;
        return message;
    }

    /** Whether nothing more is asked. */
    boolean isOver() {
        return over;
    }

    /** The accepted answer, null when there is none. */
    @Nullable String answer() {
        return answer;
    }

    /** The last answer that was not accepted, what was said instead where there was none; null when all is well. */
    @Nullable String rejected() {
        return answer == null ? rejected : null;
    }

    private void readAssistant(JsonNode json) {
        for (JsonNode block : json.path("message").path("content")) {
            if (TOOL.equals(block.path("name").asString(""))) {
                tried = JSON.writeValueAsString(block.path("input"));
            }
        }
    }

    private void readResult(JsonNode json) {
        JsonNode given = json.path("structured_output");
        String complaint;
        if (given.isObject()) {
            String text = JSON.writeValueAsString(given);
            complaint = judge.complaint(text).orElse(null);
            if (complaint == null) {
                answer = text;
                over = true;
                return;
            }
            rejected = text;
        } else {
            if (tried != null || rejected == null) {
                rejected = tried != null ? tried : json.path("result").asString("");
            }
            complaint = tried == null ? "There was none." : "It does not match the schema.";
        }
        tried = null;
        boolean formOnly = "error_max_structured_output_retries"
                .equals(json.path("subtype").asString(""));
        if (repeated || (json.path("is_error").asBoolean(false) && !formOnly)) {
            over = true;
            return;
        }
        repeated = true;
        next = "Your answer cannot be used. " + complaint + " Do not read further. Call " + TOOL
                + " once now, with one complete answer that matches its schema.";
    }

    /** A long line is only here in part; what was printed is in the store. */
    private JsonNode whole(AgentLine line, JsonNode preview) {
        var artifact = line.line().artifact();
        if (artifact == null) {
            return preview;
        }
        try {
            return artifacts
                    .find(artifact)
                    .map(bytes -> JSON.readTree(new String(bytes, StandardCharsets.UTF_8)))
                    .orElse(preview);
        } catch (JacksonException notJson) {
            return preview;
        }
    }
}
