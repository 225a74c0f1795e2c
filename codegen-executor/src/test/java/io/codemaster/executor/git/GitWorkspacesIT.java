package io.codemaster.executor.git;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryDescription;
import org.eclipse.jgit.internal.storage.dfs.InMemoryRepository;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.codemaster.api.codegen.CapturedChanges;
import io.codemaster.api.codegen.DiffStat;
import io.codemaster.api.codegen.FailureCode;
import io.codemaster.api.codegen.FileChange;
import io.codemaster.api.codegen.FileChange.Kind;
import io.codemaster.api.requirement.Delivery;
import io.codemaster.executor.shared.AttemptFailure;
import io.codemaster.executor.shared.StopSignal;
import io.codemaster.executor.shared.StoppedException;
import tools.jackson.databind.json.JsonMapper;

class GitWorkspacesIT {

    @TempDir
    private Path directory;

    private GitWorld world;

    @BeforeEach
    void start() {
        world = new GitWorld(directory);
        world.repository
                .on("main")
                .file("README.md", "# Shop\n")
                .file("src/Order.java", "class Order {}\n")
                .commit("Start");
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void aWorkTreeHoldsTheFilesAndAThrowAwayRepositoryOfOneCommit() throws Exception {
        world.repository.on("main").file("README.md", "# The shop\n").commit("Rename");

        var prepared = world.prepare();

        assertThat(prepared.branch()).isEqualTo("feature/req-PAY-12");
        assertThat(prepared.baseCommit()).isEqualTo(world.repository.id("main"));
        assertThat(world.file("README.md")).hasContent("# The shop\n");
        assertThat(world.agentGit("status", "--porcelain")).isEmpty();
        assertThat(world.agentGit("log", "--format=%s")).isEqualTo("State of main before PAY-12\n");
        assertThat(world.agentGit("remote", "-v")).isEmpty();
        assertThat(world.agentGit("branch", "--show-current")).isEqualTo("feature/req-PAY-12\n");
        assertThat(world.agentGit("fsck", "--strict")).doesNotContain("missing", "error");
        assertThat(world.file(".git/objects/info/alternates")).doesNotExist();
        world.write("README.md", "changed\n");
        assertThat(world.agentGit("diff", "--stat")).contains("README.md");
        assertThat(world.agentGit("commit", "-qam", "mine")).isEmpty();
    }

    @Test
    void aChangeIsCommittedByTheProductAndPushed() throws Exception {
        var prepared = world.prepare();
        world.write("src/Refund.java", "class Refund {}\n");
        world.write("README.md", "# Shop\n\nRefunds.\n");

        var captured = capture(prepared.baseCommit());
        var branch = world.git.push(world.key, world.order(), prepared.branch(), captured.headCommit());

        assertThat(branch).isEqualTo("feature/req-PAY-12");
        assertThat(world.repository.id("feature/req-PAY-12")).isEqualTo(captured.headCommit());
        assertThat(world.repository.id("feature/req-PAY-12^")).isEqualTo(prepared.baseCommit());
        assertThat(world.repository.git("log", "-1", "--format=%an <%ae> %cn <%ce>%n%B", branch))
                .isEqualTo("""
                        CodeMaster <codemaster@example.com> CodeMaster <codemaster@example.com>
                        PAY-12: Refund an order

                        A customer gets the money back when an order is cancelled within 14
                        days.

                        Requirement: PAY-12
                        Generated-by: CodeMaster""");
        assertThat(captured.stat()).isEqualTo(new DiffStat(2, 3, 0));
        assertThat(new String(world.artifacts.bytes(captured.patch()), UTF_8))
                .contains("diff --git a/src/Refund.java b/src/Refund.java", "+class Refund {}");
        assertThat(files(captured))
                .containsExactly(
                        new FileChange("README.md", null, Kind.MODIFIED, 2, 0, false, false),
                        new FileChange("src/Refund.java", null, Kind.ADDED, 1, 0, false, false));
    }

    @Test
    void askedAgainForTheSameTreeItMakesTheSameCommitAndPushesOnce() throws Exception {
        var prepared = world.prepare();
        world.write("a.txt", "a\n");
        var first = capture(prepared.baseCommit());
        world.git.push(world.key, world.order(), prepared.branch(), first.headCommit());

        assertThat(capture(prepared.baseCommit())).isEqualTo(first);
        assertThat(world.git.push(world.key, world.order(), prepared.branch(), first.headCommit()))
                .isEqualTo(prepared.branch());
        world.write("a.txt", "b\n");
        assertThat(capture(prepared.baseCommit()).headCommit()).isNotEqualTo(first.headCommit());
    }

    @Test
    void anAgentThatChangedNothingFailsAndSaysSo() throws Exception {
        var prepared = world.prepare();
        world.write("README.md", "# Shop\n");

        var failure = catchThrowableOfType(AttemptFailure.class, () -> capture(prepared.baseCommit()));

        assertThat(failure.failure().code()).isEqualTo(FailureCode.NO_CHANGES);
        assertThat(failure.failure().message()).contains("generate again");
    }

    @Test
    void commitsOfTheAgentInItsOwnRepositoryDoNotMatter() throws Exception {
        var prepared = world.prepare();
        world.write("a.txt", "a\n");
        world.agentGit("add", "-A");
        world.agentGit("commit", "-qm", "mine");

        var captured = capture(prepared.baseCommit());

        assertThat(files(captured)).extracting(FileChange::path).containsExactly("a.txt");
        assertThat(world.trustedGit("rev-list", "--count", captured.headCommit()))
                .isEqualTo("2");
    }

    @Test
    void ignoredFilesAreNotPartOfAChange() throws Exception {
        world.repository.on("main").file(".gitignore", "target/\n").commit("Ignore");
        var prepared = world.prepare();
        world.write("target/x.class", "x");
        world.write("kept.txt", "x\n");

        assertThat(files(capture(prepared.baseCommit())))
                .extracting(FileChange::path)
                .containsExactly("kept.txt");
    }

    @Test
    void everyRecordedTreeIsInOnePack() throws Exception {
        var prepared = world.prepare();
        world.write("a.txt", "one\n");
        var first = world.git.recordTree(world.key);
        assertThat(world.git.changedFiles(world.key)).contains(1);
        world.write("a.txt", "two\n");
        world.write("b/c.txt", "c\n");
        var second = world.git.recordTree(world.key);
        assertThat(world.git.recordTree(world.key)).isEqualTo(second).isNotEqualTo(first);
        assertThat(world.git.changedFiles(world.key)).contains(2);
        Files.delete(world.file("b/c.txt"));

        var captured = capture(prepared.baseCommit());

        var pack = world.artifacts.bytes(captured.trees());
        try (var replay = new InMemoryRepository(new DfsRepositoryDescription("replay"));
                var inserter = replay.newObjectInserter()) {
            inserter.newPackParser(new java.io.ByteArrayInputStream(pack)).parse(NullProgressMonitor.INSTANCE);
            inserter.flush();
            assertThat(replay.getObjectDatabase().has(ObjectId.fromString(first)))
                    .isTrue();
            assertThat(replay.getObjectDatabase().has(ObjectId.fromString(second)))
                    .isTrue();
        }
        assertThat(pack.length).isLessThan(2000);
    }

    @Test
    void changedFilesAreUnknownBeforeTheFirstTree() throws Exception {
        world.prepare();

        assertThat(world.git.changedFiles(world.key)).isEmpty();
    }

    @Test
    void namesOfEveryKindSurvive() throws Exception {
        world.repository
                .on("main")
                .file("old name.txt", lines(40))
                .entry("100644", new byte[] {'c', 'a', 'f', (byte) 0xE9}, "latin\n".getBytes(UTF_8))
                .commit("Names");
        var prepared = world.prepare();
        world.write("需求/退款.md", "中文\n");
        world.write("with \"quotes\" and\nnewline.txt", "x\n");
        world.write("-rf", "x\n");
        world.write(":(top)magic", "x\n");
        Files.move(world.file("old name.txt"), world.file("new näme.txt"));
        sh("printf more >> $(printf 'caf\\351')");

        var captured = capture(prepared.baseCommit());
        world.git.push(world.key, world.order(), prepared.branch(), captured.headCommit());

        assertThat(files(captured))
                .extracting(FileChange::path)
                .containsExactlyInAnyOrder(
                        "需求/退款.md",
                        "with \"quotes\" and\nnewline.txt",
                        "-rf",
                        ":(top)magic",
                        "new näme.txt",
                        "caf\\351");
        assertThat(files(captured))
                .contains(new FileChange("new näme.txt", "old name.txt", Kind.RENAMED, 0, 0, false, false));
        assertThat(new String(world.artifacts.bytes(captured.patch()), UTF_8))
                .contains("+++ b/需求/退款.md", "rename from old name.txt");
        assertThat(world.repository.git(
                        "-c", "core.quotePath=false", "ls-tree", "-r", "--name-only", prepared.branch()))
                .contains("需求/退款.md");
    }

    @Test
    void binaryFilesHaveNoLinesAndVeryLargeOnesAreMarked() throws Exception {
        world.repository.on("main").file("logo.png", new byte[] {1, 0, 2}).commit("Logo");
        var prepared = world.prepare();
        Files.write(world.file("logo.png"), new byte[] {1, 0, 3});
        world.write("many-lines.txt", lines(20_500));
        world.write("long-line.txt", "x".repeat(1_100_000) + "\n");
        world.write("z.txt", "small\n");

        var files = files(capture(prepared.baseCommit()));

        assertThat(files)
                .containsExactly(
                        new FileChange("logo.png", null, Kind.MODIFIED, 0, 0, true, false),
                        new FileChange("long-line.txt", null, Kind.ADDED, 1, 0, false, true),
                        new FileChange("many-lines.txt", null, Kind.ADDED, 20_500, 0, false, true),
                        new FileChange("z.txt", null, Kind.ADDED, 1, 0, false, false));
    }

    @Test
    void filesThatBecomeDirectoriesOrLinksAndBackAreFollowed() throws Exception {
        world.repository
                .on("main")
                .file("f", "file\n")
                .file("d/x", "x\n")
                .file("dir/a", "a\n")
                .file("t", "t\n")
                .file("other/a", "a\n")
                .commit("Shapes");
        var prepared = world.prepare();
        sh(
                "rm f && mkdir f && echo in > f/in; rm -r d && echo now > d; rm -r dir && ln -s other dir; rm t; ln -s README.md t");
        Files.writeString(world.file("other/a"), "changed\n");

        var captured = capture(prepared.baseCommit());

        assertThat(world.trustedGit("ls-tree", "-r", captured.headCommit()))
                .contains("120000 blob", "\tdir", "\tf/in", "\td")
                .doesNotContain("dir/a", "d/x");
        assertThat(files(captured))
                .contains(new FileChange("t", null, Kind.MODIFIED, 1, 1, false, false))
                .contains(new FileChange("other/a", null, Kind.MODIFIED, 1, 1, false, false));
    }

    @Test
    void aForeignBranchIsLeftAloneAndTheNameGetsASuffix() throws Exception {
        world.repository.on("feature/req-PAY-12").file("x", "theirs").commit("Theirs");
        world.repository.on("feature/req-PAY-12-2").file("x", "theirs").commit("Theirs too");
        var theirs = world.repository.id("feature/req-PAY-12");

        var prepared = world.prepare();
        world.write("a.txt", "a\n");
        world.git.push(
                world.key,
                world.order(),
                prepared.branch(),
                capture(prepared.baseCommit()).headCommit());

        assertThat(prepared.branch()).isEqualTo("feature/req-PAY-12-3");
        assertThat(world.repository.has("feature/req-PAY-12-3")).isTrue();
        assertThat(world.repository.id("feature/req-PAY-12")).isEqualTo(theirs);
    }

    @Test
    void aBranchThatThisRequirementOwnsIsReplaced() throws Exception {
        var first = world.prepare();
        world.write("a.txt", "first\n");
        var pushed = capture(first.baseCommit()).headCommit();
        world.git.push(world.key, world.order(), first.branch(), pushed);
        world.git.discard(world.key);
        var again = world.order(new Delivery(first.branch(), pushed));

        var second = world.git.prepare(world.key, again, new StopSignal());
        world.write("a.txt", "second\n");
        var head = world.git
                .capture(world.key, again, second.branch(), second.baseCommit())
                .headCommit();
        world.git.push(world.key, again, second.branch(), head);

        assertThat(second).isEqualTo(first);
        assertThat(world.repository.id(first.branch())).isEqualTo(head);
    }

    @Test
    void anOwnedBranchThatSomebodyPushedToIsForeign() throws Exception {
        var first = world.prepare();
        world.write("a.txt", "first\n");
        var pushed = capture(first.baseCommit()).headCommit();
        world.git.push(world.key, world.order(), first.branch(), pushed);
        world.repository.on(first.branch()).file("b.txt", "theirs").commit("Theirs");

        var second = world.git.prepare(world.key, world.order(new Delivery(first.branch(), pushed)), new StopSignal());

        assertThat(second.branch()).isEqualTo("feature/req-PAY-12-2");
    }

    @Test
    void anOwnedBranchThatWasDeletedIsMadeAgain() throws Exception {
        var owned = new Delivery("feature/req-PAY-12", "1234567890123456789012345678901234567890");
        var prepared = world.git.prepare(world.key, world.order(owned), new StopSignal());
        world.write("a.txt", "a\n");
        var head = capture(prepared.baseCommit()).headCommit();

        world.git.push(world.key, world.order(owned), prepared.branch(), head);

        assertThat(world.repository.id("feature/req-PAY-12")).isEqualTo(head);
    }

    @Test
    void aPushIsStillSmallWhenTheSourceBranchMovedOn() throws Exception {
        var prepared = world.prepare();
        world.write("a.txt", "a\n");
        var head = capture(prepared.baseCommit()).headCommit();
        world.repository.on("main").file("README.md", "moved\n").commit("Meanwhile");

        world.git.push(world.key, world.order(), prepared.branch(), head);

        assertThat(world.repository.id(prepared.branch() + "^")).isEqualTo(prepared.baseCommit());
    }

    @Test
    void theDefaultBranchIsNeverPushedTo() throws Exception {
        var prepared = world.prepare();
        world.write("a.txt", "a\n");
        var head = capture(prepared.baseCommit()).headCommit();
        var before = world.repository.id("main");

        var failure = catchThrowableOfType(
                AttemptFailure.class, () -> world.git.push(world.key, world.order(), "main", head));

        assertThat(failure.failure().code()).isEqualTo(FailureCode.PUSH_REJECTED);
        assertThat(world.repository.id("main")).isEqualTo(before);
    }

    @Test
    void aDamagedMirrorIsFetchedAgain() throws Exception {
        world.prepare();
        try (var packs = Files.walk(world.work.mirrors())) {
            for (var pack :
                    packs.filter(file -> file.toString().endsWith(".pack")).toList()) {
                assertThat(pack.toFile().setWritable(true)).isTrue();
                Files.write(pack, new byte[] {'P', 'A', 'C', 'K', 0, 0, 0, 2});
            }
        }

        world.git.prepare(world.another(), world.order(), new StopSignal());

        world.prepare();
        assertThat(world.file("README.md")).exists();
    }

    @Test
    void aMirrorWithoutItsObjectsIsFetchedAgain() throws Exception {
        world.prepare();
        try (var mirrors = Files.list(world.work.mirrors())) {
            FileTrees.delete(mirrors.findFirst().orElseThrow().resolve("objects/pack"));
        }

        world.prepare();

        assertThat(world.file("README.md")).exists();
    }

    @Test
    void aSecondRunTransfersNothingWhenNothingIsNew() throws Exception {
        world.prepare();
        int before = world.server.requests().size();

        world.git.prepare(world.another(), world.order(), new StopSignal());

        assertThat(world.server
                        .requests()
                        .subList(before, world.server.requests().size()))
                .containsExactly(
                        "GET /team/shop.git/info/refs?service=git-upload-pack", "POST /team/shop.git/git-upload-pack");
    }

    @Test
    void whatABrokenEarlierTryLeftIsRemovedFirst() throws Exception {
        world.write("left-over.txt", "x");
        Files.createDirectories(world.work.git(world.key));
        Files.writeString(world.work.git(world.key).resolve("index.lock"), "");

        world.prepare();

        assertThat(world.file("left-over.txt")).doesNotExist();
        assertThat(world.git.recordTree(world.key)).hasSize(40);
    }

    @Test
    void anAttemptSurvivesARestartOfTheProduct() throws Exception {
        var prepared = world.prepare();
        world.write("a.txt", "a\n");
        var tree = world.git.recordTree(world.key);
        Files.writeString(world.work.git(world.key).resolve("index.lock"), "");
        var restarted = new GitWorkspaces(
                world.work,
                world.vault,
                world.artifacts,
                GitWorld.properties(
                        List.of(),
                        List.of(world.server.host()),
                        java.time.Duration.ofSeconds(20),
                        java.time.Duration.ofMinutes(1)),
                GitWorld.settings(),
                java.util.Set::of,
                java.net.InetAddress::getAllByName,
                (javax.net.ssl.SSLSocketFactory) javax.net.ssl.SSLSocketFactory.getDefault());

        assertThat(restarted.exists(world.key)).isTrue();
        assertThat(restarted.recordTree(world.key)).isEqualTo(tree);
        var captured = restarted.capture(world.key, world.order(), prepared.branch(), prepared.baseCommit());
        assertThat(restarted.push(world.key, world.order(), prepared.branch(), captured.headCommit()))
                .isEqualTo(prepared.branch());
    }

    @Test
    void aDiscardedAttemptIsGoneAndWhatItsLinksPointToStays() throws Exception {
        world.prepare();
        var outside = Files.createDirectories(directory.resolve("outside"));
        Files.writeString(outside.resolve("precious"), "x");
        Files.createSymbolicLink(world.file("link"), outside);
        sh("mkdir -p locked/in && chmod 000 locked");

        world.git.discard(world.key);
        world.git.discard(world.key);

        assertThat(world.git.exists(world.key)).isFalse();
        assertThat(world.work.runs()).isEmptyDirectory();
        assertThat(outside.resolve("precious")).exists();
    }

    @Test
    void whoStopsBeforeItBeginsLeavesNoFiles() {
        var stop = new StopSignal();
        stop.stop(StopSignal.Reason.CANCELLED);

        assertThatThrownBy(() -> world.git.prepare(world.key, world.order(), stop))
                .isInstanceOf(StoppedException.class);

        assertThat(world.file("README.md")).doesNotExist();
    }

    @Test
    void twoRunsOfOneRepositoryPrepareAtTheSameTime() throws Exception {
        var results = new java.util.concurrent.ConcurrentLinkedQueue<String>();
        var threads = java.util.stream.IntStream.range(0, 4)
                .mapToObj(i -> new Thread(() -> {
                    try {
                        results.add(world.git
                                .prepare(world.another(), world.order(), new StopSignal())
                                .baseCommit());
                    } catch (AttemptFailure | StoppedException failure) {
                        results.add(failure.toString());
                    }
                }))
                .toList();
        threads.forEach(Thread::start);
        for (var thread : threads) {
            thread.join();
        }

        assertThat(results).hasSize(4).containsOnly(world.repository.id("main"));
    }

    @Test
    void twoThousandFilesAreRecordedAndAChangeAmongThemFound() throws Exception {
        var commit = world.repository.on("main");
        for (int i = 0; i < 2000; i++) {
            commit.file("src/p" + i % 40 + "/File" + i + ".java", "class File" + i + " {}\n");
        }
        commit.commit("Many");
        var prepared = world.prepare();
        var base = world.git.recordTree(world.key);
        world.write("src/p7/File7.java", "class Changed {}\n");
        for (int i = 0; i < 2000; i++) {
            world.write("gen/f" + i + ".txt", "x" + i);
        }

        assertThat(base).isEqualTo(world.trustedGit("rev-parse", prepared.baseCommit() + "^{tree}"));
        assertThat(world.git.recordTree(world.key)).isNotEqualTo(base);
        assertThat(world.git.changedFiles(world.key)).contains(2001);
    }

    @Test
    void recordingWorksWhileTheAgentWrites() throws Exception {
        world.prepare();
        var running = new java.util.concurrent.atomic.AtomicBoolean(true);
        var agent = new Thread(() -> {
            var random = new Random(7);
            while (running.get()) {
                try {
                    var file = world.file("churn/" + random.nextInt(30) + ".txt");
                    Files.createDirectories(file.getParent());
                    if (random.nextBoolean()) {
                        Files.write(file, new byte[random.nextInt(200_000)]);
                    } else {
                        Files.deleteIfExists(file);
                    }
                } catch (IOException failure) {
                    throw new java.io.UncheckedIOException(failure);
                }
            }
        });
        agent.start();
        try {
            for (int i = 0; i < 20; i++) {
                assertThat(world.git.recordTree(world.key)).hasSize(40);
            }
        } finally {
            running.set(false);
            agent.join();
        }
    }

    private CapturedChanges capture(String base) throws AttemptFailure {
        return world.git.capture(world.key, world.order(), "feature/req-PAY-12", base);
    }

    private List<FileChange> files(CapturedChanges captured) {
        return List.of(
                JsonMapper.builder().build().readValue(world.artifacts.bytes(captured.files()), FileChange[].class));
    }

    private void sh(String script) throws IOException, InterruptedException {
        var process = new ProcessBuilder("sh", "-c", script)
                .directory(world.work.workspace(world.key).toFile())
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }

    private static String lines(int count) {
        var text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append("line ").append(i).append('\n');
        }
        return text.toString();
    }
}
