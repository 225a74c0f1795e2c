package io.codemaster.executor.claude;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.codemaster.api.codegen.Failure;
import io.codemaster.api.codegen.FailureCode;
import io.codemaster.api.codegen.OutputLine;
import io.codemaster.executor.shared.AttemptFailure;
import io.codemaster.executor.shared.AttemptKey;
import io.codemaster.executor.shared.CodeAgent;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What newcomers see: each ready-made requirement, done by the real CLI in the demo repository. */
class DemoIT {

    private static final Path DEMO = Path.of("src/main/resources/demo");

    @TempDir
    private Path root;

    private final RecordingObserver observer = new RecordingObserver();

    @Test
    void theDemoRepositoryHasOneFailingTest() throws IOException, InterruptedException {
        Path copy = root.resolve("copy");
        copyRepository(copy);

        Run tests = runTests(copy);

        assertThat(tests.exitCode()).isEqualTo(1);
        assertThat(tests.output()).contains("# fail 1").contains("not ok 3 - the shares of a bill add up to the bill");
    }

    @Test
    void theFailingTestIsFixedAtAPaceThatPeopleCanFollow() throws Exception {
        var done = generate("fix-lost-cents");

        assertThat(done.result().failure()).isNull();
        assertThat(runTests(done.workspace()).exitCode()).isZero();
        assertThat(done.workspace().resolve("test/rounding.test.js")).exists();
        assertThat(toolErrors()).isEmpty();
        assertThat(done.result().outcome().durationMs()).isGreaterThan(10_000);
    }

    @Test
    void theLongRunPrintsHundredsOfLinesAndEndsGreen() throws Exception {
        var done = generate("document-and-test");

        assertThat(done.result().failure()).isNull();
        assertThat(runTests(done.workspace()).exitCode()).isZero();
        assertThat(observer.lines()).hasSizeBetween(300, 2000);
        assertThat(toolErrors()).isEmpty();
    }

    @Test
    void theFailingRunLeavesPartialWorkAndSaysWhy() throws Exception {
        var done = generate("move-to-typescript");

        assertThat(done.result().failure()).extracting(Failure::code).isEqualTo(FailureCode.CREDIT_EXHAUSTED);
        assertThat(done.workspace().resolve("tsconfig.json")).exists();
    }

    @Test
    void anyOtherRequirementEndsInAnHonestPlan() throws Exception {
        var done = generate("default");

        assertThat(done.result().failure()).isNull();
        assertThat(done.workspace().resolve("docs/codemaster-plan.md"))
                .content()
                .contains("scripted demo model")
                .contains("Support several currencies")
                .contains("js");
        assertThat(toolErrors()).isEmpty();
    }

    @Test
    void aChangeThatIsSentBackIsGoneOnWithInTheSameConversationRoundForRound() throws Exception {
        AgentBench bench = AgentBench.real(root);
        AttemptKey key = bench.attempt();
        copyRepository(bench.work().workspace(key));
        bench.run(key, "# " + requirement("fix-lost-cents").path("title").asString(""), observer);
        String session = java.util.Objects.requireNonNull(observer.launch()).sessionId();
        var guard = "throw new Error('nobody to share the bill with')";

        for (int round = 2; round <= 4; round++) {
            AttemptKey next = bench.attempt();
            copy(bench.work().workspace(key), bench.work().workspace(next));
            var result = bench.resume(next, new CodeAgent.Session(key, session), sentBack("c-" + round), observer);

            assertThat(result.failure()).isNull();
            assertThat(result.lastWords()).contains("\n[[comment:c-" + round + "]] addressed: ");
            assertThat(bench.work().workspace(next).resolve("src/money.js"))
                    .content()
                    .contains(guard);
            assertThat(Files.readString(bench.work().workspace(next).resolve("test/rounding.test.js")))
                    .isNotEqualTo(Files.readString(bench.work().workspace(key).resolve("test/rounding.test.js")));
            assertThat(runTests(bench.work().workspace(next)).exitCode()).isZero();
            assertThat(toolErrors()).isEmpty();
            key = next;
        }
    }

    @Test
    void anyOtherChangeThatIsSentBackIsAnsweredHonestly() throws Exception {
        AgentBench bench = AgentBench.real(root);
        AttemptKey key = bench.attempt();
        copyRepository(bench.work().workspace(key));

        var result = bench.run(
                key,
                sentBack("c-1").replace("Stop losing cents when a bill does not divide evenly", "Other"),
                observer);

        assertThat(result.failure()).isNull();
        assertThat(result.lastWords()).contains("[[comment:c-1]] not addressed: the scripted demo model");
        assertThat(bench.work().workspace(key).resolve("docs/codemaster-plan.md"))
                .content()
                .contains("did not understand");
        assertThat(toolErrors()).isEmpty();
    }

    private static String sentBack(String comment) {
        return "A reviewer has read your change for requirement TRIP-1 (Stop losing cents when a bill does not divide"
                + " evenly) and has sent it back. Go on.\n\n# How to answer\n\n[[comment:" + comment
                + "]] addressed: …\n";
    }

    private Done generate(String scenario) throws IOException, AttemptFailure {
        AgentBench bench = AgentBench.real(root);
        AttemptKey key = bench.attempt();
        copyRepository(bench.work().workspace(key));
        JsonNode requirement = requirement(scenario);
        String prompt =
                "Work on this requirement.\n\n# " + requirement.path("title").asString("") + "\n\n"
                        + requirement.path("description").asString("");
        return new Done(bench.run(key, prompt, observer), bench.work().workspace(key));
    }

    private List<String> toolErrors() {
        return observer.lines().stream()
                .map(OutputLine::text)
                .filter(line -> line.contains("<tool_use_error>"))
                .toList();
    }

    private static JsonNode requirement(String scenario) throws IOException {
        JsonNode all = JsonMapper.builder().build().readTree(Files.readString(DEMO.resolve("requirements.json")));
        for (JsonNode requirement : all) {
            if (scenario.equals(requirement.path("scenario").asString(""))) {
                return requirement;
            }
        }
        throw new AssertionError("no ready-made requirement for " + scenario);
    }

    private static void copyRepository(Path target) throws IOException {
        copy(DEMO.resolve("repository"), target);
    }

    private static void copy(Path source, Path target) throws IOException {
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.toList()) {
                Path copy = target.resolve(source.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
    }

    private static Run runTests(Path directory) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("node", "--test", "--test-reporter", "tap")
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return new Run(process.exitValue(), output);
    }

    private record Done(CodeAgent.Result result, Path workspace) {}

    private record Run(int exitCode, String output) {}
}
