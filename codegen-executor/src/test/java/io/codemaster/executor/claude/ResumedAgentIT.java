package io.codemaster.executor.claude;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.codemaster.api.codegen.AgentLaunch;
import io.codemaster.executor.shared.AttemptFailure;
import io.codemaster.executor.shared.AttemptKey;
import io.codemaster.executor.shared.CodeAgent.Session;
import io.codemaster.executor.shared.SessionGone;

/** A later run goes on with the conversation of an earlier one, in another home and another work tree. */
class ResumedAgentIT {

    @TempDir
    private Path root;

    private final RecordingObserver observer = new RecordingObserver();

    @Test
    void theModelIsToldTheWholeConversationAndTheNewWorkTree() throws Exception {
        AgentBench bench = AgentBench.real(root);
        Session first = conversation(bench, "do it [[scenario:followup]]");
        AttemptKey second = bench.attempt();

        var result = bench.resume(second, first, "once more [[scenario:followup]]", observer);

        assertThat(result.failure()).isNull();
        // Only a model that is shown both prompts answers with the second half of its script.
        assertThat(bench.work().workspace(second).resolve("two.txt"))
                .hasContent("second: once more [[scenario:followup]]\n");
        assertThat(bench.work().workspace(second).resolve("one.txt")).doesNotExist();
        AgentLaunch launch = Objects.requireNonNull(observer.launch());
        assertThat(launch.sessionId()).isEqualTo(first.id());
        assertThat(launch.resumedFrom()).isEqualTo(first.id());
        assertThat(result.lastWords()).isEqualTo("Wrote two.txt.");
    }

    @Test
    void aResumedRunIsChargedForItselfAlone() throws Exception {
        AgentBench bench = AgentBench.real(root);
        var before = new RecordingObserver();
        AttemptKey key = bench.attempt();
        var alone = bench.run(key, "do it [[scenario:followup]]", before);
        var first = new Session(key, Objects.requireNonNull(before.launch()).sessionId());

        var resumed = bench.resume(bench.attempt(), first, "once more [[scenario:followup]]", observer);

        var usage = resumed.outcome().usage();
        assertThat(usage.inputTokens()).isEqualTo(alone.outcome().usage().inputTokens());
        assertThat(usage.costUsd().doubleValue())
                .isPositive()
                .isLessThan(1.5 * alone.outcome().usage().costUsd().doubleValue());
    }

    @Test
    void aConversationGoesOnAnyNumberOfTimes() throws Exception {
        AgentBench bench = AgentBench.real(root);
        Session first = conversation(bench, "do it [[scenario:followup]]");
        AttemptKey second = bench.attempt();
        bench.resume(second, first, "again [[scenario:followup]]", observer);

        var third = new RecordingObserver();
        AttemptKey key = bench.attempt();
        var result = bench.resume(key, new Session(second, first.id()), "and again [[scenario:followup]]", third);

        assertThat(result.failure()).isNull();
        assertThat(bench.work().workspace(key).resolve("two.txt")).content().contains("and again");
    }

    @Test
    void aConversationIsKeptForTheProductsAccountAlone() throws Exception {
        AgentBench bench = AgentBench.real(root);

        Session first = conversation(bench, "[[scenario:hello]]");

        Path directory = bench.work().session(first.attempt());
        assertThat(directory.resolve(first.id() + ".jsonl")).isNotEmptyFile();
        assertThat(directory.resolve("last-words.md")).hasContent("Hello! I am the scripted model.");
        for (Path path : new Path[] {bench.work().sessions(), directory.getParent(), directory}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                    .isEqualTo("rwx------");
        }
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(directory.resolve(first.id() + ".jsonl"))))
                .isEqualTo("rw-------");
        assertThat(bench.executor().lastWords(first.attempt())).contains("Hello! I am the scripted model.");
    }

    @Test
    void aConversationThatHoldsHalfACharacterIsKeptToo() throws Exception {
        AgentBench bench = AgentBench.real(root);
        Session first = conversation(bench, "[[scenario:lone-surrogates]]");

        var result = bench.resume(bench.attempt(), first, "[[scenario:hello]]", observer);

        assertThat(result.failure()).isNull();
    }

    @Test
    void aRunThatFailedKeepsNoConversation() throws Exception {
        AgentBench bench = AgentBench.real(root);
        AttemptKey key = bench.attempt();

        bench.run(key, "[[scenario:err-400-credit]]", observer);

        assertThat(bench.work().sessions()).doesNotExist();
        assertThat(bench.executor().lastWords(key)).isEmpty();
    }

    @Test
    void aConversationThatIsNotKeptAnyMoreIsGoneBeforeAnythingHappens() throws IOException {
        AgentBench bench = AgentBench.real(root);
        var gone = new Session(bench.attempt(), UUID.randomUUID().toString());
        AttemptKey key = bench.attempt();

        assertThat(catchThrowableOfType(SessionGone.class, () -> bench.resume(key, gone, "again", observer)))
                .isNotNull();
        assertThat(observer.launch()).isNull();
        assertThat(observer.lines()).isEmpty();
    }

    @Test
    void anIdThatIsNoIdIsNoPath() throws IOException {
        AgentBench bench = AgentBench.real(root);
        var odd = new Session(bench.attempt(), "../../../etc/passwd");
        AttemptKey key = bench.attempt();

        assertThat(catchThrowableOfType(SessionGone.class, () -> bench.resume(key, odd, "again", observer)))
                .isNotNull();
    }

    @Test
    void aConversationThatTheAgentCannotReadIsGoneAndTheAttemptCanBeginAnew() throws Exception {
        AgentBench bench = AgentBench.real(root);
        Session first = conversation(bench, "do it [[scenario:followup]]");
        Files.writeString(bench.work().session(first.attempt()).resolve(first.id() + ".jsonl"), "");
        AttemptKey key = bench.attempt();

        var gone = catchThrowableOfType(
                SessionGone.class, () -> bench.resume(key, first, "again [[scenario:followup]]", observer));
        assertThat(gone).hasMessageContaining(first.id());
        assertThat(observer.launch()).isNull();
        assertThat(observer.lines()).isEmpty();
        var anew = bench.run(key, "again [[scenario:followup]]", observer);

        assertThat(anew.failure()).isNull();
        assertThat(observer.lines().get(0).number()).isEqualTo(1);
        assertThat(Objects.requireNonNull(observer.launch()).resumedFrom()).isNull();
        assertThat(bench.work().workspace(key).resolve("one.txt")).exists();
    }

    @Test
    void aLinkInTheConversationsPlaceIsNotFollowed() throws IOException {
        var sessions = new AgentSessions(AgentBench.real(root).work());
        AttemptKey key = new AttemptKey(io.codemaster.api.codegen.CodegenTaskId.random(), 1);
        var home = new AgentHome(root.resolve("home"));
        String id = UUID.randomUUID().toString();
        Path project = home.configuration().resolve("projects/x");
        Files.createDirectories(project);
        Files.writeString(root.resolve("secret"), "secret");
        Files.createSymbolicLink(project.resolve(id + ".jsonl"), root.resolve("secret"));

        sessions.keep(key, id, home, "中文");

        assertThat(sessions.lay(key, id, home, root)).isFalse();
        assertThat(sessions.lastWords(key)).contains("中文");
    }

    private static Session conversation(AgentBench bench, String prompt) throws IOException, AttemptFailure {
        var observer = new RecordingObserver();
        AttemptKey key = bench.attempt();
        assertThat(bench.run(key, prompt, observer).failure()).isNull();
        return new Session(key, Objects.requireNonNull(observer.launch()).sessionId());
    }
}
