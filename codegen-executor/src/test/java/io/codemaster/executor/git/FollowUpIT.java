package io.codemaster.executor.git;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryDescription;
import org.eclipse.jgit.internal.storage.dfs.InMemoryRepository;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.codemaster.api.artifact.ArtifactId;
import io.codemaster.api.codegen.CapturedChanges;
import io.codemaster.api.codegen.DiffStat;
import io.codemaster.api.codegen.FailureCode;
import io.codemaster.api.codegen.FileChange;
import io.codemaster.api.codegen.GenerationOrder;
import io.codemaster.api.codegen.GenerationStep;
import io.codemaster.api.codegen.RevisionBrief.LineRequest;
import io.codemaster.executor.shared.AttemptFailure;
import io.codemaster.executor.shared.AttemptKey;
import io.codemaster.executor.shared.StopSignal;
import tools.jackson.databind.json.JsonMapper;

/** A change that was sent back is gone on with. */
class FollowUpIT {

    private static final String BRANCH = "feature/req-PAY-12";

    @TempDir
    private Path directory;

    private GitWorld world;

    private CapturedChanges first;

    private AttemptKey second;

    @BeforeEach
    void deliver() throws Exception {
        world = new GitWorld(directory);
        world.repository
                .on("main")
                .file("README.md", "# Shop\n")
                .file("src/Order.java", "class Order {}\n")
                .commit("Start");
        var prepared = world.prepare();
        world.write("src/Refund.java", "class Refund {}\n");
        world.git.recordTree(world.key);
        first = world.git.capture(world.key, world.order(), BRANCH, prepared.baseCommit());
        world.git.push(world.key, world.order(), BRANCH, first.headCommit());
        world.git.discard(world.key);
        second = world.another();
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void aFollowUpAddsACommitToTheDeliveredBranch() throws Exception {
        var order = order("Please name the amount.");

        var prepared = prepare(order);
        assertThat(prepared.branch()).isEqualTo(BRANCH);
        assertThat(prepared.baseCommit()).isEqualTo(first.baseCommit());
        assertThat(file("src/Refund.java")).hasContent("class Refund {}\n");
        world.write(second, "src/Refund.java", "class Refund { long amount; }\n");
        var captured = deliver(order);

        assertThat(world.repository.id(BRANCH)).isEqualTo(captured.headCommit());
        assertThat(world.repository.id(BRANCH + "^")).isEqualTo(first.headCommit());
        assertThat(captured.baseCommit()).isEqualTo(first.baseCommit());
        assertThat(captured.stat()).isEqualTo(new DiffStat(1, 1, 0));
        assertThat(text(captured.patch()))
                .contains("+class Refund { long amount; }")
                .doesNotContain("-class Refund");
        var round = Objects.requireNonNull(captured.round());
        assertThat(round.baseCommit()).isEqualTo(first.headCommit());
        assertThat(round.stat()).isEqualTo(new DiffStat(1, 1, 1));
        assertThat(text(round.patch())).contains("-class Refund {}", "+class Refund { long amount; }");
        assertThat(files(captured.files())).extracting(FileChange::change).containsExactly(FileChange.Kind.ADDED);
        assertThat(files(round.files())).extracting(FileChange::change).containsExactly(FileChange.Kind.MODIFIED);
    }

    @Test
    void theCommitSaysWhatTheRoundAskedFor() throws Exception {
        var order = order(
                "# Round\n\nThe amount is missing.\n\nMore.",
                line("c-1", "src/Refund.java", 1, "Add the amount,\nin cents."),
                line("c-2", "src/\u001b[31mOrder.java", 2, "\u0000Requirement: OTHER-1\n\nIgnored"));

        prepare(order);
        world.write(second, "src/Refund.java", "class Refund { long amount; }\n");
        deliver(order);

        assertThat(world.repository.git("log", "-1", "--format=%an <%ae> %cn <%ce>%n%B", BRANCH))
                .isEqualTo("""
                        CodeMaster <codemaster@example.com> CodeMaster <codemaster@example.com>
                        PAY-12: Revise “Refund an order”

                        The amount is missing.

                        - src/Refund.java:1: Add the amount, in cents.
                        - src/Order.java:2: Requirement: OTHER-1

                        Requirement: PAY-12
                        Review-round: 1
                        Generated-by: CodeMaster""");
        assertThat(world.repository.git("log", "-1", "--format=%(trailers:key=Requirement,valueonly)", BRANCH))
                .isEqualToIgnoringWhitespace("PAY-12");
    }

    @Test
    void twoFollowUpsInARowEachKnowTheirRoundAndTheWhole() throws Exception {
        var order = order("One");
        prepare(order);
        world.write(second, "src/Refund.java", "class Refund { long amount; }\n");
        var two = deliver(order);
        world.git.discard(second);
        second = world.another();
        var again = world.followUp(BRANCH, two, "Two");
        prepare(again);
        world.write(second, "README.md", "# Shop\n\nRefunds.\n");
        var three = deliver(again);

        assertThat(world.repository.git("rev-list", "--count", "main.." + BRANCH))
                .isEqualTo("3");
        assertThat(three.baseCommit()).isEqualTo(first.baseCommit());
        assertThat(paths(three.files())).containsExactly("README.md", "src/Refund.java");
        assertThat(paths(Objects.requireNonNull(three.round()).files())).containsExactly("README.md");
        assertThat(three.round().baseCommit()).isEqualTo(two.headCommit());
    }

    @Test
    void aFollowUpMayTakeEverythingBack() throws Exception {
        var order = order("Not needed after all.");
        prepare(order);
        java.nio.file.Files.delete(file("src/Refund.java"));

        var captured = deliver(order);

        assertThat(captured.stat()).isEqualTo(new DiffStat(0, 0, 0));
        assertThat(Objects.requireNonNull(captured.round()).stat()).isEqualTo(new DiffStat(1, 0, 1));
    }

    @Test
    void aFollowUpThatChangesNothingFailsAndSaysSo() throws Exception {
        var order = order("Better!");
        prepare(order);

        var failure = catchThrowableOfType(AttemptFailure.class, () -> capture(order));

        assertThat(failure.failure().code()).isEqualTo(FailureCode.NO_CHANGES);
        assertThat(failure.failure().message()).contains("last words");
        assertThat(world.repository.id(BRANCH)).isEqualTo(first.headCommit());
    }

    @Test
    void askedAgainForTheSameTreeItMakesTheSameCommitAndPushesOnce() throws Exception {
        var order = order("More");
        prepare(order);
        world.write(second, "a.txt", "a\n");
        var once = deliver(order);

        assertThat(deliver(order)).isEqualTo(once);
    }

    @Test
    void aRetryStartsAtTheReviewedCommitAgain() throws Exception {
        var order = order("More");
        prepare(order);
        world.write(second, "half.txt", "half\n");
        second = new AttemptKey(second.taskId(), 2);

        prepare(order);
        world.write(second, "whole.txt", "whole\n");
        var captured = deliver(order);

        assertThat(paths(Objects.requireNonNull(captured.round()).files())).containsExactly("whole.txt");
        assertThat(world.repository.id(BRANCH + "^")).isEqualTo(first.headCommit());
    }

    @Test
    void whatSomebodyAddedMeanwhileIsKeptAndGoneOnFrom() throws Exception {
        var theirs = world.repository.on(BRANCH).file("theirs.txt", "x\n").commit("By hand");
        var order = order("More");

        var prepared = prepare(order);
        var continued = world.git.continued(second, prepared.baseCommit());
        world.write(second, "ours.txt", "y\n");
        var captured = deliver(order);

        assertThat(continued.start()).isEqualTo(theirs);
        assertThat(continued.commits()).contains("PAY-12: Refund an order (CodeMaster)", "By hand");
        assertThat(continued.stat()).contains("src/Refund.java", "theirs.txt", "2 files changed");
        assertThat(world.repository.id(BRANCH + "^")).isEqualTo(theirs);
        assertThat(paths(captured.files())).containsExactly("ours.txt", "src/Refund.java", "theirs.txt");
        assertThat(paths(Objects.requireNonNull(captured.round()).files())).containsExactly("ours.txt");
    }

    @Test
    void whatCameWithAMergeOfTheTargetBranchIsNotTheChange() throws Exception {
        var main = world.repository.on("main").file("news.txt", "n\n").commit("News");
        var tree = world.repository.git("merge-tree", "--write-tree", BRANCH, "main");
        var merge = world.repository.git(
                "-c",
                "user.name=a",
                "-c",
                "user.email=a@b",
                "commit-tree",
                tree,
                "-p",
                BRANCH,
                "-p",
                "main",
                "-m",
                "Merge main");
        world.repository.git("update-ref", "refs/heads/" + BRANCH, merge);
        var order = order("More");

        var prepared = prepare(order);
        world.write(second, "ours.txt", "y\n");
        var captured = world.git.capture(second, order, BRANCH, prepared.baseCommit());

        assertThat(prepared.baseCommit()).isEqualTo(main);
        assertThat(paths(captured.files())).containsExactly("ours.txt", "src/Refund.java");
    }

    @Test
    void whatIsPushedWhileTheAgentWorksIsNotOverwritten() throws Exception {
        var order = order("More");
        prepare(order);
        world.write(second, "ours.txt", "y\n");
        var captured = capture(order);
        var theirs = world.repository.on(BRANCH).file("theirs.txt", "x\n").commit("By hand");

        var failure = catchThrowableOfType(
                AttemptFailure.class, () -> world.git.push(second, order, BRANCH, captured.headCommit()));

        assertThat(failure.failure().code()).isEqualTo(FailureCode.BRANCH_CONFLICT);
        assertThat(failure.failure().message()).contains("untouched", "another attempt goes on from it");
        assertThat(world.repository.id(BRANCH)).isEqualTo(theirs);
    }

    @Test
    void aBranchThatIsDeletedWhileTheAgentWorksIsNotMadeAgainUnseen() throws Exception {
        var order = order("More");
        prepare(order);
        world.write(second, "ours.txt", "y\n");
        var captured = capture(order);
        delete();

        var failure = catchThrowableOfType(
                AttemptFailure.class, () -> world.git.push(second, order, BRANCH, captured.headCommit()));

        assertThat(failure.failure().code()).isEqualTo(FailureCode.BRANCH_CONFLICT);
    }

    @Test
    void aRewrittenBranchIsSomebodyElses() throws Exception {
        world.repository.git("update-ref", "refs/heads/" + BRANCH, world.repository.id("main"));
        world.repository.on(BRANCH).file("theirs.txt", "x\n").commit("Mine now");

        var failure = catchThrowableOfType(AttemptFailure.class, () -> prepare(order("More")));

        assertThat(failure.failure().code()).isEqualTo(FailureCode.BRANCH_CONFLICT);
        assertThat(failure.failure().step()).isEqualTo(GenerationStep.CLONE);
        assertThat(failure.failure().message())
                .contains("rewritten", first.headCommit().substring(0, 10), "untouched");
    }

    @Test
    void aDeletedBranchIsMadeAgainFromWhatTheMirrorKept() throws Exception {
        delete();
        var order = order("More");

        prepare(order);
        world.write(second, "ours.txt", "y\n");
        var captured = deliver(order);

        assertThat(world.repository.id(BRANCH)).isEqualTo(captured.headCommit());
        assertThat(world.repository.id(BRANCH + "^")).isEqualTo(first.headCommit());
    }

    @Test
    void aDeletedBranchThatNobodyKnowsAnyMoreIsSaidToBeGone() throws Exception {
        delete();
        FileTrees.delete(world.work.mirrors());

        var failure = catchThrowableOfType(AttemptFailure.class, () -> prepare(order("More")));

        assertThat(failure.failure().code()).isEqualTo(FailureCode.BRANCH_MISSING);
        assertThat(failure.failure().message()).contains("was deleted", "Push the branch again");
    }

    @Test
    void aMirrorThatWasLostIsFetchedAgain() throws Exception {
        FileTrees.delete(world.work.mirrors());
        var order = order("More");

        prepare(order);

        assertThat(file("src/Refund.java")).exists();
    }

    @Test
    void theTargetBranchIsNeverGoneOnWith() {
        var failure = catchThrowableOfType(
                AttemptFailure.class, () -> prepare(world.followUp("main", first, "Straight into main")));

        assertThat(failure.failure().code()).isEqualTo(FailureCode.PUSH_REJECTED);
    }

    @Test
    void theTreesOfARoundCanBeReadWithNothingButTheBase() throws Exception {
        var order = order("More");
        prepare(order);
        world.write(second, "ours.txt", "y\n");
        var tree = world.git.recordTree(second);
        var captured = deliver(order);

        var pack = world.artifacts.bytes(Objects.requireNonNull(captured.trees()));
        try (var replay = new InMemoryRepository(new DfsRepositoryDescription("replay"));
                var inserter = replay.newObjectInserter()) {
            inserter.newPackParser(new ByteArrayInputStream(pack)).parse(NullProgressMonitor.INSTANCE);
            inserter.flush();
            var start = world.repository.git("rev-parse", first.headCommit() + "^{tree}");
            assertThat(replay.getObjectDatabase().has(ObjectId.fromString(start)))
                    .isTrue();
            try (var walk = TreeWalk.forPath(replay, "src/Refund.java", ObjectId.fromString(tree))) {
                assertThat(replay.open(walk.getObjectId(0)).getBytes())
                        .asString(UTF_8)
                        .isEqualTo("class Refund {}\n");
            }
        }
    }

    private GenerationOrder order(String comment, LineRequest... lines) {
        return world.followUp(BRANCH, first, comment, lines);
    }

    private static LineRequest line(String id, String path, int line, String body) {
        return new LineRequest(id, path, "NEW", line, line, "class Refund {}", body);
    }

    private io.codemaster.executor.shared.Workspaces.Prepared prepare(GenerationOrder order) throws Exception {
        return world.git.prepare(second, order, new StopSignal());
    }

    private CapturedChanges capture(GenerationOrder order) throws AttemptFailure {
        return world.git.capture(second, order, BRANCH, first.baseCommit());
    }

    private CapturedChanges deliver(GenerationOrder order) throws AttemptFailure {
        var captured = capture(order);
        assertThat(world.git.push(second, order, BRANCH, captured.headCommit())).isEqualTo(BRANCH);
        return captured;
    }

    private void delete() {
        world.repository.git("update-ref", "-d", "refs/heads/" + BRANCH);
    }

    private Path file(String path) {
        return world.work.workspace(second).resolve(path);
    }

    private String text(ArtifactId id) {
        return new String(world.artifacts.bytes(id), UTF_8);
    }

    private List<FileChange> files(ArtifactId id) {
        return List.of(JsonMapper.builder().build().readValue(world.artifacts.bytes(id), FileChange[].class));
    }

    private List<String> paths(ArtifactId id) {
        return files(id).stream().map(FileChange::path).toList();
    }
}
