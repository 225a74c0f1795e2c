package io.codemaster.query.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.codemaster.api.artifact.ArtifactId;
import io.codemaster.api.codegen.CapturedChanges;
import io.codemaster.api.codegen.ChangesCaptured;
import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.codegen.DiffDetails;
import io.codemaster.api.codegen.DiffScope;
import io.codemaster.api.codegen.DiffStat;
import io.codemaster.api.codegen.FileChange;
import io.codemaster.api.codegen.FindDiff;
import io.codemaster.api.codegen.FindGeneration;
import io.codemaster.api.codegen.FindGenerations;
import io.codemaster.api.codegen.FindPatch;
import io.codemaster.api.codegen.FindPrompt;
import io.codemaster.api.codegen.GenerationCancelRequested;
import io.codemaster.api.codegen.GenerationCancelled;
import io.codemaster.api.codegen.GenerationDetails;
import io.codemaster.api.codegen.GenerationDetails.FailureDetails;
import io.codemaster.api.codegen.GenerationRequested;
import io.codemaster.api.codegen.GenerationStatus;
import io.codemaster.api.codegen.GenerationStep;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.identity.UserRegistered;
import io.codemaster.api.identity.UserRole;
import io.codemaster.api.identity.UserSource;
import io.codemaster.api.project.ProjectId;
import io.codemaster.api.project.ProjectMemberAdded;
import io.codemaster.api.project.ProjectRole;
import io.codemaster.api.shared.PageRequest;
import io.codemaster.query.QuerySideTest;
import io.codemaster.query.Samples;

class GenerationDetailsProjectionTest extends QuerySideTest {

    private final Samples run = new Samples();

    @Test
    void eachStepOfARunIsShown() {
        given(new UserRegistered(run.user, "Ada", "ada-" + run.user + "@example.com", UserRole.PM, UserSource.LOCAL));
        given(run.requested(), run.queued(1));
        assertThat(state()).isEqualTo("PENDING QUEUE");
        assertThat(view().queuePosition()).isPositive();
        assertThat(view().requestedBy().name()).isEqualTo("Ada");
        assertThat(view().model()).isEqualTo("opus");
        assertThat(view().startedAt()).isNull();
        given(run.claimed(1));
        assertThat(state()).isEqualTo("CLONING CLONE");
        assertThat(view().queuePosition()).isNull();
        assertThat(view().startedAt()).isNotNull();
        given(run.prepared(1));
        assertThat(state()).isEqualTo("RUNNING ANALYSE");
        given(run.started(1));
        assertThat(state()).isEqualTo("RUNNING GENERATE");
        assertThat(view().agentSessionId()).isEqualTo("session-1");
        given(run.finished(1));
        assertThat(state()).isEqualTo("RUNNING CHECK");
        assertThat(view().model()).isEqualTo("claude-opus-5-5");
        given(run.pushed(1), run.completed(1));
        assertThat(state()).isEqualTo("COMPLETED DONE");
        assertThat(view().stat()).isEqualTo(Samples.STAT);
        assertThat(view().headCommit()).isEqualTo(Samples.HEAD);
        assertThat(view().finishedAt()).isNotNull();
        assertThat(view().timeLimitMs()).isEqualTo(1_200_000);
        assertThat(view().lastSequence()).isEqualTo(8);
        assertThat(view().followUpOf()).isNull();
        assertThat(text(get("/api/v1/codegen/" + run.task))).contains("\"status\":\"COMPLETED\"");
        assertThat(get("/api/v1/codegen/none").statusCode()).isEqualTo(404);
    }

    @Test
    void aFailureIsKeptWhileAnotherAttemptWaitsAndUsageAddsUp() {
        given(run.requested(), run.queued(1), run.claimed(1), run.finished(1), run.attemptFailed(1, START));
        assertThat(state()).isEqualTo("PENDING QUEUE");
        assertThat(view().retryAt()).isEqualTo(START);
        assertThat(view().queuePosition()).isNull();
        assertThat(view().failure())
                .isEqualTo(new FailureDetails(
                        "agent.model-overloaded",
                        GenerationStep.GENERATE,
                        "The model is overloaded. Try later.",
                        true));
        given(run.queued(2), run.claimed(2), run.finished(2), run.attemptFailed(2, null), run.failed(2));
        assertThat(state()).isEqualTo("FAILED GENERATE");
        assertThat(view().attempt()).isEqualTo(2);
        assertThat(view().retryAt()).isNull();
        assertThat(view().usage()).isNotNull().satisfies(it -> {
            assertThat(it.turns()).isEqualTo(10);
            assertThat(it.costUsd()).isEqualByComparingTo(new BigDecimal("0.0246"));
        });
    }

    @Test
    void anAgentThatGaveUpIsNotSaidToBeChecked() {
        given(run.requested(), run.queued(1), run.claimed(1), run.started(1), run.gaveUp(1));
        assertThat(state()).isEqualTo("RUNNING GENERATE");
        given(run.attemptFailed(1, null), run.failed(1));
        assertThat(state()).isEqualTo("FAILED GENERATE");
    }

    @Test
    void aCancelledRunSaysWhereItStopped() {
        given(run.requested(), run.queued(1), run.claimed(1), new GenerationCancelRequested(run.task, 1, run.user));
        assertThat(view().cancelRequested()).isTrue();
        assertThat(state()).isEqualTo("CLONING CLONE");
        given(new GenerationCancelled(run.task, 1, GenerationStep.CLONE, run.user, Samples.USAGE));
        assertThat(state()).isEqualTo("CANCELLED CLONE");
        assertThat(view().failure()).isNull();
        given(run.queued(2));
        assertThat(view().cancelRequested()).isFalse();
        assertThat(view().finishedAt()).isNull();
        given(new GenerationCancelled(run.task, 2, GenerationStep.QUEUE, run.user, Samples.USAGE));
    }

    @Test
    void placesInTheQueueAreFairBetweenProjects() {
        var busy = ProjectId.random();
        var first = new Samples(busy, run.user);
        var second = new Samples(busy, run.user);
        given(first.requested(), first.queued(1), second.requested(), second.queued(1), run.requested(), run.queued(1));
        int a = place(first);
        int b = place(second);
        int c = place(run);
        assertThat(a).isLessThan(c);
        assertThat(c).isLessThan(b);
        given(first.claimed(1), second.claimed(1), run.claimed(1), first.failed(1), second.failed(1), run.failed(1));
    }

    @Test
    void listsAreFilteredPagedAndOnlyOfTheReadersProjects() {
        var mine = run.project;
        given(new ProjectMemberAdded(mine, run.user, ProjectRole.VIEWER));
        var made = new ArrayList<Samples>();
        for (int i = 0; i < 7; i++) {
            var it = new Samples(mine, i % 2 == 0 ? run.user : UserId.random());
            made.add(it);
            given(it.requested(), it.queued(1), it.failed(1));
        }
        given(run.requested(), run.queued(1), run.claimed(1));
        var stranger = new Samples();
        given(stranger.requested(), stranger.queued(1), stranger.failed(1));

        var first = this.<GenerationDetails>page(find(GenerationStatus.FAILED, false, null, 3));
        assertThat(first.items())
                .extracting(GenerationDetails::id)
                .containsExactly(made.get(6).task, made.get(5).task, made.get(4).task);
        var late = new Samples(mine, run.user);
        given(late.requested(), late.queued(1), late.failed(1));
        var second = this.<GenerationDetails>page(find(GenerationStatus.FAILED, false, first.nextCursor(), 200));
        assertThat(second.items())
                .extracting(GenerationDetails::id)
                .containsExactly(made.get(3).task, made.get(2).task, made.get(1).task, made.get(0).task);
        assertThat(second.nextCursor()).isNull();
        assertThat(this.<GenerationDetails>page(find(null, true, null, 200)).items())
                .hasSize(6);
        assertThat(text(get("/api/v1/codegen?status=FAILED", "X-User", run.user.value())))
                .doesNotContain(stranger.task.value());
        assertThat(text(get("/api/v1/codegen?limit=200", "X-User", "admin"))).contains(stranger.task.value());
        given(run.failed(1));
    }

    @Test
    void thePromptAndTheChangeAreReadFromTheStore() {
        var patch = """
                diff --git a/a.txt b/a.txt
                index 1..2 100644
                --- a/a.txt
                +++ b/a.txt
                @@ -1 +1 @@
                -diff --git a/x b/x
                +new
                diff --git a/b c.txt b/b c.txt
                new file mode 100644
                index 0..2
                --- /dev/null
                +++ b/b c.txt\t
                @@ -0,0 +1 @@
                +你好
                """;
        var files = """
                [{"path":"a.txt","oldPath":null,"change":"MODIFIED","additions":1,"deletions":1,"binary":false,"truncated":false},
                {"path":"b c.txt","oldPath":null,"change":"ADDED","additions":1,"deletions":0,"binary":false,"truncated":false}]""";
        given(run.requested(), run.queued(1), run.claimed(1));
        assertThat(one(new FindPrompt(run.task), String.class)).isEmpty();
        assertThat(one(new FindDiff(run.task), DiffDetails.class)).isEmpty();
        assertThat(get("/api/v1/codegen/" + run.task + "/diff.patch").statusCode())
                .isEqualTo(404);
        given(
                run.prepared(1),
                run.prompted(1, artifacts.keep("# Do it ✓".getBytes(StandardCharsets.UTF_8))),
                run.captured(
                        1,
                        artifacts.keep(patch.getBytes(StandardCharsets.UTF_8)),
                        artifacts.keep(files.getBytes(StandardCharsets.UTF_8))),
                run.completed(1));

        assertThat(one(new FindPrompt(run.task), String.class)).contains("# Do it ✓");
        assertThat(one(new FindDiff(run.task), DiffDetails.class).orElseThrow().files())
                .hasSize(2);
        assertThat(one(new FindPatch(run.task, null), String.class)).contains(patch);
        assertThat(one(new FindPatch(run.task, "b c.txt"), String.class).orElseThrow())
                .startsWith("diff --git a/b c.txt")
                .endsWith("+你好\n");
        assertThat(one(new FindPatch(run.task, "none"), String.class)).isEmpty();
        var base = "/api/v1/codegen/" + run.task;
        var prompt = get(base + "/prompt");
        assertThat(text(prompt)).isEqualTo("# Do it ✓");
        assertThat(prompt.headers().firstValue("content-type")).contains("text/markdown;charset=UTF-8");
        assertThat(text(get(base + "/diff"))).contains("\"path\":\"a.txt\",\"oldPath\":null,\"change\":\"MODIFIED\"");
        var one = get(base + "/diff?path=a.txt");
        assertThat(one.headers().firstValue("content-type")).contains("text/x-diff;charset=UTF-8");
        assertThat(text(one)).startsWith("diff --git a/a.txt").endsWith("+new\n");
        assertThat(get(base + "/diff?path=zzz").statusCode()).isEqualTo(404);
        assertThat(text(get(base + "/diff.patch"))).isEqualTo(patch);
    }

    @Test
    void aFollowUpShowsTheWholeChangeAndItsRound() {
        var earlier = CodegenTaskId.random();
        var head = "c".repeat(40);
        given(
                new GenerationRequested(run.task, run.followUp(earlier), run.user),
                run.queued(1),
                run.claimed(1),
                run.prepared(1));
        assertThat(view().followUpOf()).isEqualTo(earlier);
        assertThat(view().round()).isEqualTo(2);
        assertThat(view().resumed()).isNull();
        given(
                run.resumed(1, "session-1"),
                run.finished(1),
                new ChangesCaptured(
                        run.task,
                        1,
                        new CapturedChanges(
                                Samples.BASE,
                                head,
                                Samples.STAT,
                                kept(patch("a.txt") + patch("b.txt")),
                                kept("[" + file("a.txt") + "," + file("b.txt") + "]"),
                                null,
                                new CapturedChanges.Round(
                                        Samples.HEAD,
                                        new DiffStat(1, 1, 0),
                                        kept(patch("b.txt")),
                                        kept("[" + file("b.txt") + "]")))));

        assertThat(view().resumed()).isTrue();
        assertThat(view().baseCommit()).isEqualTo(Samples.BASE);
        assertThat(view().stat()).isEqualTo(Samples.STAT);
        assertThat(one(new FindDiff(run.task), DiffDetails.class).orElseThrow())
                .satisfies(it -> assertThat(it.baseCommit()).isEqualTo(Samples.BASE))
                .satisfies(it -> assertThat(it.files()).hasSize(2));
        assertThat(one(new FindDiff(run.task, DiffScope.ROUND), DiffDetails.class))
                .contains(new DiffDetails(
                        Samples.HEAD,
                        head,
                        new DiffStat(1, 1, 0),
                        List.of(new FileChange("b.txt", null, FileChange.Kind.ADDED, 1, 0, false, false))));
        var base = "/api/v1/codegen/" + run.task;
        assertThat(text(get(base + "/diff"))).contains("a.txt", "b.txt");
        assertThat(text(get(base + "/diff?scope=whole"))).isEqualTo(text(get(base + "/diff")));
        assertThat(text(get(base + "/diff?scope=round")))
                .contains("b.txt", Samples.HEAD)
                .doesNotContain("a.txt");
        assertThat(get(base + "/diff?scope=round&path=a.txt").statusCode()).isEqualTo(404);
        assertThat(text(get(base + "/diff?scope=round&path=b.txt"))).isEqualTo(patch("b.txt"));
        assertThat(text(get(base + "/diff.patch?scope=round"))).isEqualTo(patch("b.txt"));
        assertThat(text(get(base + "/diff.patch"))).isEqualTo(patch("a.txt") + patch("b.txt"));
        assertThat(one(new FindPatch(run.task, null, DiffScope.ROUND), String.class))
                .contains(patch("b.txt"));
        var before = view();
        replay();
        assertThat(view()).isEqualTo(before);
    }

    @Test
    void aFollowUpWhoseAgentWasToldTheHistorySaysSo() {
        given(
                new GenerationRequested(run.task, run.followUp(CodegenTaskId.random()), run.user),
                run.queued(1),
                run.claimed(1),
                run.prepared(1),
                run.resumed(1, null));

        assertThat(view().resumed()).isFalse();
    }

    @Test
    void theRoundOfAFirstChangeIsTheWhole() {
        given(
                run.requested(),
                run.queued(1),
                run.claimed(1),
                run.prepared(1),
                run.started(1),
                run.captured(1, kept(patch("a.txt")), kept("[" + file("a.txt") + "]")));

        assertThat(view().round()).isEqualTo(1);
        assertThat(view().followUpOf()).isNull();
        assertThat(view().resumed()).isNull();
        assertThat(one(new FindDiff(run.task, DiffScope.ROUND), DiffDetails.class))
                .isEqualTo(one(new FindDiff(run.task), DiffDetails.class));
        assertThat(text(get("/api/v1/codegen/" + run.task + "/diff.patch?scope=round")))
                .isEqualTo(patch("a.txt"));
    }

    private ArtifactId kept(String content) {
        return artifacts.keep(content.getBytes(StandardCharsets.UTF_8));
    }

    private static String patch(String path) {
        return """
                diff --git a/%1$s b/%1$s
                new file mode 100644
                index 0..2
                --- /dev/null
                +++ b/%1$s
                @@ -0,0 +1 @@
                +new
                """.formatted(path);
    }

    private static String file(String path) {
        return """
                {"path":"%s","oldPath":null,"change":"ADDED","additions":1,"deletions":0,"binary":false,"truncated":false}""".formatted(path);
    }

    @Test
    void aReplayShowsTheSame() {
        given(
                run.requested(),
                run.queued(1),
                run.claimed(1),
                run.finished(1),
                run.attemptFailed(1, null),
                run.failed(1));
        var before = view();
        replay();
        assertThat(view()).isEqualTo(before);
    }

    private FindGenerations find(
            @Nullable GenerationStatus status, boolean onlyMine, @Nullable String cursor, int limit) {
        return new FindGenerations(
                run.user, false, run.project, null, status, onlyMine, new PageRequest(cursor, limit));
    }

    private int place(Samples other) {
        var position = one(new FindGeneration(other.task), GenerationDetails.class)
                .orElseThrow()
                .queuePosition();
        return position == null ? -1 : position;
    }

    private GenerationDetails view() {
        return one(new FindGeneration(run.task), GenerationDetails.class).orElseThrow();
    }

    private String state() {
        return view().status() + " " + view().step();
    }
}
