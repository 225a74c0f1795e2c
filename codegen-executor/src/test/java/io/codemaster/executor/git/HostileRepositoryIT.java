package io.codemaster.executor.git;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.codemaster.api.codegen.CapturedChanges;
import io.codemaster.api.codegen.FailureCode;
import io.codemaster.executor.shared.AttemptFailure;
import io.codemaster.executor.shared.StopSignal;
import io.codemaster.testing.git.TestingGitServer;

/** A repository, or an agent that works in it, tries to make the product run something. */
class HostileRepositoryIT {

    @TempDir
    private Path directory;

    private GitWorld world;
    private Path canary;

    @BeforeEach
    void start() {
        world = new GitWorld(directory);
        canary = directory.resolve("canary");
        world.repository.on("main").file("README.md", "# Shop\n").commit("Start");
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void nothingRunsThatTheAgentPutIntoItsOwnGitDirectory() throws Exception {
        var prepared = world.prepare();
        poison(world.work.workspace(world.key));
        world.write(
                ".gitattributes",
                "* filter=evil diff=evil merge=evil\n*.md filter=lfs diff=evil\n[attr]macro filter=evil\n");
        world.write("README.md", "changed\n");
        world.write("new.txt", "new\n");

        world.git.recordTree(world.key);
        var captured = capture(prepared.baseCommit());
        world.git.push(world.key, world.order(), prepared.branch(), captured.headCommit());

        assertThat(canary).doesNotExist();
        assertThat(patch(captured)).contains("+changed", "+new").doesNotContain("evil-output");
        assertThat(world.repository.id(prepared.branch())).isEqualTo(captured.headCommit());
        // The trap is real: git used in the ordinary way walks into it.
        world.agentGit("status");
        assertThat(canary).exists();
    }

    @Test
    void nothingRunsInANestedRepositoryAndItsFilesAreRecorded() throws Exception {
        var prepared = world.prepare();
        world.write(".gitignore", "ignored/\n");
        nest("lib/one", true);
        nest("lib/one/deeper", true);
        nest("empty", false);
        nest("ignored/vendored", true);
        world.write("lib/one/src/a.txt", "a\n");
        world.write("lib/one/.gitattributes", "* filter=evil diff=evil\n");
        world.write("lib/one/deeper/b.txt", "b\n");
        world.write("empty/c.txt", "c\n");
        world.write("ignored/vendored/d.txt", "d\n");
        Files.createDirectories(world.file("file-git"));
        Files.writeString(world.file("file-git/.git"), "gitdir: ../lib/one/.git\n");
        world.write("file-git/e.txt", "e\n");

        world.git.recordTree(world.key);
        world.write("lib/one/src/a.txt", "a changed\n");
        world.write("lib/one/later.txt", "later\n");
        world.git.recordTree(world.key);
        var captured = capture(prepared.baseCommit());

        assertThat(canary).doesNotExist();
        var names = world.trustedGit("ls-tree", "-r", captured.headCommit());
        assertThat(names)
                .contains("\tlib/one/src/a.txt", "\tlib/one/deeper/b.txt", "\tempty/c.txt", "\tlib/one/later.txt")
                .contains("\tlib/one/tracked.txt", "\tfile-git/e.txt")
                .doesNotContain("160000", ".git/", "ignored/", "HEAD");
        assertThat(patch(captured)).contains("+a changed");
    }

    @Test
    void submodulesAreNeitherFetchedNorEnteredAndKeepTheirCommit() throws Exception {
        world.repository
                .on("main")
                .file(
                        ".gitmodules",
                        "[submodule \"x\"]\n\tpath = libs/x\n\turl = ext::sh -c touch% " + canary
                                + "\n\tupdate = !touch " + canary + "\n")
                .submodule("libs/x", "1234567890123456789012345678901234567890")
                .commit("Submodule");
        var prepared = world.prepare();
        assertThat(world.file("libs/x")).isEmptyDirectory();
        nest("libs/x", true);
        world.write("libs/x/tracked.txt", "changed in the submodule\n");
        world.write("libs/x/.gitattributes", "* filter=evil\n");
        world.write("a.txt", "a\n");

        world.git.recordTree(world.key);
        world.git.changedFiles(world.key);
        var captured = capture(prepared.baseCommit());

        assertThat(canary).doesNotExist();
        assertThat(world.trustedGit("ls-tree", captured.headCommit(), "libs/x"))
                .contains("160000 commit 1234567890123456789012345678901234567890");
        assertThat(captured.stat().files()).isEqualTo(1);
    }

    @Test
    void filtersThatTheRepositoryNamesAreNotRun() throws Exception {
        world.repository
                .on("main")
                .file(".gitattributes", "*.bin filter=lfs diff=lfs merge=lfs -text\n*.txt filter=evil ident\n")
                .file("a.bin", "version https://git-lfs.github.com/spec/v1\n")
                .file("a.txt", "text\n")
                .file(".gitconfig", "[filter \"evil\"]\n\tsmudge = touch " + canary + "\n")
                .file(".lfsconfig", "[lfs]\n\turl = http://127.0.0.1:1/\n")
                .file(".githooks/post-checkout", "#!/bin/sh\ntouch " + canary + "\n")
                .commit("Filters");

        var prepared = world.prepare();
        world.write("a.txt", "text 2\n");
        capture(prepared.baseCommit());

        assertThat(canary).doesNotExist();
        assertThat(world.file("a.bin")).hasContent("version https://git-lfs.github.com/spec/v1\n");
    }

    @Test
    void linksOutOfTheTreeStayLinksAndAreNeverFollowed() throws Exception {
        var outside = Files.createDirectories(directory.resolve("outside"));
        Files.writeString(outside.resolve("secret.txt"), "top-secret-content\n");
        world.repository
                .on("main")
                .link("direct", outside.resolve("secret.txt").toString())
                .link("dir", outside.toString())
                .commit("Links");
        var prepared = world.prepare();
        assertThat(world.file("direct")).isSymbolicLink();
        Files.createSymbolicLink(world.file("agents-link"), outside);
        world.write("real/x.txt", "x\n");

        var captured = capture(prepared.baseCommit());

        assertThat(patch(captured)).doesNotContain("top-secret-content");
        assertThat(world.trustedGit("ls-tree", "-r", captured.headCommit()))
                .contains("120000", "\tagents-link")
                .doesNotContain("secret.txt");
        world.git.discard(world.key);
        assertThat(outside.resolve("secret.txt")).exists();
    }

    @ParameterizedTest
    @ValueSource(strings = {".git", ".GIT", ".Git", "git~1", ".g\u200cit"})
    void aTreeThatWouldWriteIntoGitsOwnDirectoryIsRefused(String name) {
        var blob = hash("#!/bin/sh\ntouch " + canary + "\n");
        var hooks = tree("100755 blob " + blob + "\tpost-checkout\0");
        var inner = tree("040000 tree " + hooks + "\thooks\0");
        var root = tree("040000 tree " + inner + "\t" + name + "\0");
        world.repository.git(
                "update-ref",
                "refs/heads/main",
                world.repository.git("-c", "user.name=x", "-c", "user.email=x", "commit-tree", "-m", "x", root));

        var failure = catchThrowableOfType(AttemptFailure.class, () -> world.prepare());

        assertThat(failure.failure().code()).isEqualTo(FailureCode.WORKSPACE_FAILED);
        assertThat(failure.failure().message()).contains("git refuses to write");
        assertThat(canary).doesNotExist();
    }

    @Test
    void aLinkAndAFileBelowItCannotWriteOutsideOfTheTree() throws Exception {
        var outside = Files.createDirectories(directory.resolve("outside"));
        var link = hash(outside.toString());
        var blob = hash("owned\n");
        var sub = tree("100644 blob " + blob + "\tpwned\0");
        var root = tree("120000 blob " + link + "\ta\0" + "040000 tree " + sub + "\ta\0");
        world.repository.git(
                "update-ref",
                "refs/heads/main",
                world.repository.git("-c", "user.name=x", "-c", "user.email=x", "commit-tree", "-m", "x", root));

        try {
            world.prepare();
        } catch (AttemptFailure refused) {
            assertThat(refused.failure().code()).isEqualTo(FailureCode.WORKSPACE_FAILED);
        }

        assertThat(outside).isEmptyDirectory();
    }

    @Test
    void whatTheAgentDoesToItsRepositoryReachesNeitherTheMirrorNorTheProductsGitDirectory() throws Exception {
        var prepared = world.prepare();
        FileTrees.delete(world.file(".git"));
        Files.createDirectories(world.file(".git/objects"));
        Files.writeString(world.file(".git/HEAD"), "ref: refs/heads/nothing\n");
        world.write("a.txt", "a\n");

        var captured = capture(prepared.baseCommit());

        assertThat(captured.stat().files()).isEqualTo(1);
        world.git.prepare(world.another(), world.order(), new StopSignal());
    }

    /** Fills a repository's own configuration with everything that git would run. */
    private void poison(Path workTree) throws Exception {
        var git = workTree.resolve(".git");
        Files.createDirectories(git.resolve("hooks"));
        Files.createDirectories(git.resolve("info"));
        var script = directory.resolve("evil.sh");
        Files.writeString(script, "#!/bin/sh\ntouch " + canary + "\necho evil-output\ncat 2>/dev/null\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        for (var hook : new String[] {
            "pre-commit",
            "commit-msg",
            "prepare-commit-msg",
            "post-commit",
            "pre-push",
            "post-checkout",
            "reference-transaction",
            "post-index-change",
            "pre-auto-gc",
            "fsmonitor-watchman"
        }) {
            Files.copy(script, git.resolve("hooks").resolve(hook));
            assertThat(git.resolve("hooks").resolve(hook).toFile().setExecutable(true))
                    .isTrue();
        }
        Files.writeString(git.resolve("config"), """
                [core]
                	repositoryformatversion = 0
                	fsmonitor = %1$s
                	hooksPath = %2$s/hooks
                	sshCommand = %1$s
                	pager = %1$s
                	editor = %1$s
                [filter "evil"]
                	clean = %1$s
                	smudge = %1$s
                	process = %1$s
                	required = true
                [filter "lfs"]
                	clean = %1$s
                	process = %1$s
                [diff]
                	external = %1$s
                [diff "evil"]
                	command = %1$s
                	textconv = %1$s
                [credential]
                	helper = %1$s
                [gpg]
                	program = %1$s
                [commit]
                	gpgSign = true
                [http]
                	proxy = http://127.0.0.1:1
                [url "http://127.0.0.1:1/"]
                	insteadOf = http://
                """.formatted(script, git));
        Files.writeString(git.resolve("info/attributes"), "* filter=evil diff=evil\n");
    }

    private void nest(String path, boolean withCommit) throws Exception {
        var root = Files.createDirectories(world.file(path));
        TestingGitServer.TestingRepository.git(root, new byte[0], "init", "-q");
        if (withCommit) {
            Files.writeString(root.resolve("tracked.txt"), "tracked\n");
            TestingGitServer.TestingRepository.git(root, new byte[0], "add", "tracked.txt");
            TestingGitServer.TestingRepository.git(
                    root, new byte[0], "-c", "user.name=a", "-c", "user.email=a", "commit", "-qm", "x");
        }
        poison(root);
    }

    private String hash(String content) {
        return TestingGitServer.TestingRepository.git(
                        world.repository.directory(), content.getBytes(UTF_8), "hash-object", "-w", "--stdin")
                .strip();
    }

    private String tree(String entries) {
        return TestingGitServer.TestingRepository.git(
                        world.repository.directory(), entries.getBytes(UTF_8), "mktree", "-z", "--missing")
                .strip();
    }

    private CapturedChanges capture(String base) throws AttemptFailure {
        return world.git.capture(world.key, world.order(), "feature/req-PAY-12", base);
    }

    private String patch(CapturedChanges captured) {
        return new String(world.artifacts.bytes(captured.patch()), UTF_8);
    }
}
