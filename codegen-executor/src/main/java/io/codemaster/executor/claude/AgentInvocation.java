package io.codemaster.executor.claude;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.codegen.GenerationOptions;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The words, the environment and the message the CLI is started with. */
final class AgentInvocation {

    private static final String TOOLS = "Read,Write,Edit,Glob,Grep,Bash,TaskCreate,TaskUpdate,TaskList";

    private static final String READING_TOOLS = "Read,Glob,Grep";

    /** ASCII only, whatever locale either side believes in. */
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private static final List<String> WORKING = List.of(
            "--tools",
            TOOLS,
            "--permission-mode",
            "acceptEdits",
            "--permission-prompts",
            "none",
            "--allowedTools",
            "Bash");

    private AgentInvocation() {}

    /** The command line: nothing the repository brings along is in force, and only the work tree can be edited. */
    static List<String> command(Path cli, String sessionId, GenerationOptions options, @Nullable String model) {
        return command(cli, WORKING, "--session-id", sessionId, options, model);
    }

    /** The same for a session that was begun earlier. */
    static List<String> resume(Path cli, String sessionId, GenerationOptions options, @Nullable String model) {
        return command(cli, WORKING, "--resume", sessionId, options, model);
    }

    /** The same for an agent that only reads the work tree and answers in a form. */
    static List<String> question(
            Path cli, String sessionId, GenerationOptions options, @Nullable String model, String schema) {
        var rights = List.of(
                "--tools",
                READING_TOOLS,
                "--permission-mode",
                "dontAsk",
                "--permission-prompts",
                "none",
                "--no-session-persistence",
                "--json-schema",
                schema);
        return command(cli, rights, "--session-id", sessionId, options, model);
    }

    private static List<String> command(
            Path cli,
            List<String> rights,
            String session,
            String sessionId,
            GenerationOptions options,
            @Nullable String model) {
        var words = new ArrayList<>(List.of(
                cli.toString(),
                "-p",
                "--input-format",
                "stream-json",
                "--output-format",
                "stream-json",
                "--verbose",
                "--restricted",
                "--setting-sources=",
                "--strict-mcp-config",
                "--disable-slash-commands"));
        words.addAll(rights);
        words.addAll(List.of(
                "--max-turns",
                Integer.toString(options.maxTurns()),
                "--max-budget-usd",
                options.budgetUsd().toPlainString(),
                session,
                sessionId));
        if (model != null) {
            words.add("--model");
            words.add(model);
        }
        return List.copyOf(words);
    }

    /** All that the agent and its children see of the outside. */
    static Map<String, String> environment(
            String searchPath, AgentHome home, String baseUrl, String token, int modelRetries) {
        var environment = new HashMap<String, String>();
        environment.put("PATH", searchPath);
        environment.put("LANG", "C.UTF-8");
        environment.put("HOME", home.root().toString());
        environment.put("CLAUDE_CONFIG_DIR", home.configuration().toString());
        environment.put("TMPDIR", home.temporary().toString());
        environment.put("CLAUDE_CODE_TMPDIR", home.temporary().toString());
        environment.put("ANTHROPIC_BASE_URL", baseUrl);
        environment.put("ANTHROPIC_API_KEY", token);
        environment.put("CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC", "1");
        environment.put("DISABLE_AUTOUPDATER", "1");
        environment.put("CLAUDE_CODE_DISABLE_BACKGROUND_TASKS", "1");
        environment.put("CLAUDE_CODE_DISABLE_FILE_MENTIONS", "1");
        environment.put("CLAUDE_CODE_DISABLE_AUTO_MEMORY", "1");
        environment.put("CLAUDE_CODE_STARTUP_FAILURE_RESULTS", "1");
        environment.put("CLAUDE_CODE_MAX_RETRIES", Integer.toString(modelRetries));
        environment.put("CLAUDE_ENABLE_BYTE_WATCHDOG", "1");
        environment.put("CLAUDE_BYTE_STREAM_IDLE_TIMEOUT_MS", "120000");
        environment.put("BASH_DEFAULT_TIMEOUT_MS", "120000");
        environment.put("BASH_MAX_TIMEOUT_MS", "600000");
        environment.put("GIT_TERMINAL_PROMPT", "0");
        return Map.copyOf(environment);
    }

    /** The prompt as a message in which neither {@code /commands} nor {@code @files} are looked for. */
    static byte[] message(String prompt) {
        ObjectNode line = JSON.createObjectNode();
        line.put("type", "user");
        line.putObject("message").put("role", "user").put("content", prompt);
        line.put("client_composed", true);
        return line(line);
    }

    /** The request to end the session. */
    static byte[] endSession() {
        ObjectNode line = JSON.createObjectNode();
        line.put("type", "control_request").put("request_id", "end");
        line.putObject("request").put("subtype", "end_session");
        return line(line);
    }

    private static byte[] line(ObjectNode json) {
        return (JSON.writeValueAsString(json) + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
