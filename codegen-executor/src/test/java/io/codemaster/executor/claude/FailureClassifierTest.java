package io.codemaster.executor.claude;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.codemaster.api.codegen.Failure;
import io.codemaster.api.codegen.FailureCode;
import io.codemaster.api.codegen.OutputLine;
import io.codemaster.executor.claude.output.AgentLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every capture of the real CLI, and what is said of it. */
class FailureClassifierTest {

    private static final Path TRANSCRIPTS = Path.of("src/test/resources/transcripts");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);

    /** All others ended well. */
    private static final Map<String, FailureCode> FAILED = Map.ofEntries(
            Map.entry("err-400.jsonl", FailureCode.REQUEST_REJECTED),
            Map.entry("err-400-credit.jsonl", FailureCode.CREDIT_EXHAUSTED),
            Map.entry("err-400-toolong.jsonl", FailureCode.CONTEXT_OVERFLOW),
            Map.entry("err-401.jsonl", FailureCode.CLI_NOT_SIGNED_IN),
            Map.entry("err-403.jsonl", FailureCode.MODEL_FORBIDDEN),
            Map.entry("err-404.jsonl", FailureCode.MODEL_NOT_FOUND),
            Map.entry("err-429.jsonl", FailureCode.QUOTA_EXHAUSTED),
            Map.entry("err-500.jsonl", FailureCode.MODEL_UNAVAILABLE),
            Map.entry("err-529.jsonl", FailureCode.MODEL_OVERLOADED),
            Map.entry("max-budget.jsonl", FailureCode.BUDGET_EXHAUSTED),
            Map.entry("max-turns.jsonl", FailureCode.MAX_TURNS),
            Map.entry("model-speaking-sigint.jsonl", FailureCode.NO_RESULT),
            Map.entry("model-speaking-sigterm.jsonl", FailureCode.KILLED),
            Map.entry("no-api-key.jsonl", FailureCode.CLI_NOT_SIGNED_IN),
            Map.entry("resume-not-found.jsonl", FailureCode.CLI_START_FAILED),
            Map.entry("review-never-valid.jsonl", FailureCode.ANSWER_INVALID),
            Map.entry("sleep60-sigint.jsonl", FailureCode.KILLED),
            Map.entry("sleep60-sigkill.jsonl", FailureCode.KILLED),
            Map.entry("sleep60-sigterm.jsonl", FailureCode.KILLED),
            Map.entry("startup-failure.jsonl", FailureCode.CLI_START_FAILED),
            Map.entry("startup-failure-result.jsonl", FailureCode.CLI_START_FAILED),
            Map.entry("stdin-end-session.jsonl", FailureCode.KILLED),
            Map.entry("stdin-interrupt-bash.jsonl", FailureCode.KILLED),
            Map.entry("stdin-interrupt-speaking.jsonl", FailureCode.KILLED),
            Map.entry("stdin-permission-prompt-unanswered.jsonl", FailureCode.MAX_TURNS));

    @Test
    void everyCaptureIsNamed() throws IOException {
        var found = new TreeMap<String, FailureCode>();
        for (JsonNode capture : JSON.readTree(Files.readString(TRANSCRIPTS.resolve("index.json")))) {
            String file = capture.path("file").asString("");
            if (file.endsWith(".jsonl")) {
                Failure failure = classify(
                        Files.readAllLines(TRANSCRIPTS.resolve(file)),
                        exitCode(capture.path("exit").asInt(0)),
                        capture.path("stderr").asString(""));
                if (failure != null) {
                    found.put(file, failure.code());
                }
            }
        }

        assertThat(found).isEqualTo(new TreeMap<>(FAILED));
    }

    @Test
    void noTypeOfTheCapturesIsUnknown() throws IOException {
        var interpreter = new StreamInterpreter(CLOCK);
        for (JsonNode capture : JSON.readTree(Files.readString(TRANSCRIPTS.resolve("index.json")))) {
            String file = capture.path("file").asString("");
            if (file.endsWith(".jsonl")) {
                lines(Files.readAllLines(TRANSCRIPTS.resolve(file))).forEach(interpreter::read);
            }
        }

        assertThat(interpreter.unknownTypes()).isEmpty();
        assertThat(interpreter.report().unparsedLines()).isZero();
    }

    @Test
    void aQuotaPassesWhenTheLimitSaysSo() {
        Failure failure = Objects.requireNonNull(classify(
                List.of(
                        "{\"type\":\"system\",\"subtype\":\"init\"}",
                        "{\"type\":\"rate_limit_event\",\"rate_limit_info\":{\"status\":\"rejected\",\"resetsAt\":1795400000}}",
                        "{\"type\":\"result\",\"subtype\":\"success\",\"is_error\":true,\"api_error_status\":429,\"result\":\"no\"}"),
                1,
                ""));

        assertThat(failure.code()).isEqualTo(FailureCode.QUOTA_EXHAUSTED);
        assertThat(failure.passesAt()).isEqualTo(Instant.ofEpochSecond(1795400000));
    }

    @Test
    void silenceWhileALimitIsWaitedForIsAQuota() {
        var report = report(
                List.of(
                        "{\"type\":\"system\",\"subtype\":\"init\"}",
                        "{\"type\":\"system\",\"subtype\":\"api_retry\",\"error_status\":429,\"error\":\"rate_limit\",\"retry_delay_ms\":3600000}"));

        Failure failure = Objects.requireNonNull(
                new FailureClassifier(CLOCK).classify(RunEnd.INACTIVE, 143, report, "", AgentBench.options()));

        assertThat(failure.code()).isEqualTo(FailureCode.QUOTA_EXHAUSTED);
        assertThat(failure.passesAt()).isEqualTo(Instant.parse("2026-11-22T13:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "'Claude AI usage limit reached|1795400000', 2026-11-23T02:13:20Z",
        "'Limit reached. Resets at 3pm (UTC)', 2026-11-22T15:00:00Z",
        "'You have hit your limit · resets 9:30am (UTC)', 2026-11-23T09:30:00Z",
        "'limit resets at 8pm (Asia/Tokyo)', 2026-11-23T11:00:00Z",
        "'Please try again in 90 seconds', 2026-11-22T12:01:30Z",
        "'it resets at 2026-11-22T18:00:00Z', 2026-11-22T18:00:00Z"
    })
    void textsSayWhenALimitPasses(String text, Instant passesAt) {
        assertThat(new LimitTexts(CLOCK).passesAt(text)).isEqualTo(passesAt);
    }

    @Test
    void anUnusableTimeIsNoTime() {
        assertThat(new LimitTexts(CLOCK).passesAt("resets at 99:99pm (Nowhere/Land)"))
                .isNull();
        assertThat(new LimitTexts(CLOCK).passesAt("no idea")).isNull();
    }

    private static @Nullable Failure classify(List<String> lines, int exitCode, String stderr) {
        return new FailureClassifier(CLOCK)
                .classify(RunEnd.EXITED, exitCode, report(lines), stderr, AgentBench.options());
    }

    private static AgentReport report(List<String> lines) {
        var interpreter = new StreamInterpreter(CLOCK);
        lines(lines).forEach(interpreter::read);
        return interpreter.report();
    }

    private static List<AgentLine> lines(List<String> texts) {
        var lines = new ArrayList<AgentLine>();
        for (String text : texts) {
            var line = new OutputLine(lines.size() + 1, text, true, null, null, text.length(), true, 0);
            lines.add(new AgentLine(line, JSON.readTree(text)));
        }
        return lines;
    }

    private static int exitCode(int captured) {
        return captured < 0 ? 128 - captured : captured;
    }
}
