package io.codemaster.executor.git;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

import io.codemaster.executor.shared.StopSignal;
import io.codemaster.executor.shared.StoppedException;

/**
 * The files an agent works on, seen through a git-dir that the agent cannot reach. A {@code .git} in the work tree is the
 * agent's toy: nothing of the product ever reads it.
 *
 * <p>Nested repositories: what the agent puts into a directory with a {@code .git} of its own is recorded as ordinary
 * files. Pointers to submodules that the repository had before stay as they were, whatever is in their directories: to
 * ask git whether a submodule changed would mean to run git inside it, with the configuration that it finds there.
 *
 * <p>Not safe for use by several threads at once.
 */
final class WorkTree {

    /** With the pauses between them about two seconds: an agent that writes without a pause spoils several in a row. */
    private static final int TRIES = 20;

    private static final Duration PAUSE = Duration.ofMillis(10);
    private static final int NESTED_ROUNDS = 20;
    private static final String TREES = "refs/codemaster/trees";
    private static final String COMMIT = "refs/codemaster/commit";
    private static final String LEASE = "codemaster-lease";

    private final GitCli cli;
    private final Path gitDir;
    private final Path files;
    private @Nullable String lastTree;
    private @Nullable String countedTree;
    private int counted;

    WorkTree(GitCli cli, Path gitDir, Path files) {
        this.cli = cli;
        this.gitDir = gitDir;
        this.files = files;
    }

    /** Begins anew: what was recorded before is of another work tree. */
    void forget() {
        lastTree = null;
        countedTree = null;
    }

    /** Lays out the git-dir: no remote, no hook, no filter, and the mirror's objects to read. */
    void create(Path mirror, String base, String lease) throws IOException {
        FileTrees.createPrivate(gitDir);
        Files.createDirectories(files);
        Files.createDirectories(gitDir.resolve("objects").resolve("info"));
        Files.createDirectories(gitDir.resolve("refs"));
        Files.createDirectories(gitDir.resolve("info"));
        Files.writeString(
                gitDir.resolve("objects").resolve("info").resolve("alternates"), mirror.resolve("objects") + "\n");
        Files.writeString(gitDir.resolve("HEAD"), base + "\n");
        Files.writeString(gitDir.resolve("config"), """
                [core]
                \trepositoryformatversion = 0
                \tbare = false
                \tfilemode = true
                \tsymlinks = true
                \tautocrlf = false
                \tsafecrlf = false
                \tignoreCase = false
                \tprotectHFS = true
                \tprotectNTFS = true
                \tlogAllRefUpdates = false
                \thooksPath = /dev/null
                \tfsmonitor = false
                \tattributesFile = /dev/null
                \texcludesFile = /dev/null
                [gc]
                \tauto = 0
                [protocol]
                \tallow = never
                [http]
                \tfollowRedirects = false
                """);
        // Attributes here win over those in the work tree: no filter by name, whatever a configuration might define.
        Files.writeString(gitDir.resolve("info").resolve("attributes"), "* -filter\n");
        Files.writeString(gitDir.resolve(LEASE), lease + "\n");
    }

    /** The commit that the files were laid out from. */
    String start() throws IOException {
        return Files.readString(gitDir.resolve("HEAD")).strip();
    }

    /** What the branch on the server was when the work began; empty where nothing was written down. */
    Optional<String> lease() throws IOException {
        var file = gitDir.resolve(LEASE);
        return Files.exists(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
    }

    /** Writes all files of a commit. */
    void checkOut(String commit, Duration limit, StopSignal stop) throws GitFailed, StoppedException {
        // Writing the files is nearly all of the work, and several processes write them faster than one.
        git().workTree(files)
                .config("checkout.workers=0")
                .config("checkout.thresholdForParallelism=50")
                .limit(limit)
                .stop(stop)
                .runUnlessStopped("read-tree", "--reset", "-u", commit);
    }

    /**
     * Makes the agent's own {@code .git}: one commit with the files as they are, in a pack of its own, so that nothing
     * in it points to anything of the product's. It is written file by file; git's own {@code init} and {@code add}
     * would read and compress every file again.
     */
    void layOutAgentRepository(String commit, String branch, String message, GitProperties identity, StopSignal stop)
            throws GitFailed, StoppedException, IOException {
        var snapshot = commit(treeOf(commit), null, message, identity);
        var dotGit = files.resolve(".git");
        var packs = dotGit.resolve("objects").resolve("pack");
        Files.createDirectories(packs);
        Files.createDirectories(dotGit.resolve("objects").resolve("info"));
        Files.createDirectories(dotGit.resolve("info"));
        var head = dotGit.resolve("refs").resolve("heads").resolve(branch);
        Files.createDirectories(head.getParent());
        git().stdin((snapshot + "\n").getBytes(StandardCharsets.US_ASCII))
                .config("pack.compression=1")
                .stop(stop)
                .runUnlessStopped(
                        "pack-objects",
                        "--revs",
                        "--quiet",
                        "--window=0",
                        packs.resolve("pack").toString());
        Files.writeString(head, snapshot + "\n");
        Files.writeString(dotGit.resolve("HEAD"), "ref: refs/heads/" + branch + "\n");
        Files.writeString(
                dotGit.resolve("config"), """
                [core]
                \trepositoryformatversion = 0
                \tbare = false
                \tfilemode = true
                \tlogallrefupdates = true
                [user]
                \tname = %s
                \temail = %s
                [commit]
                \tgpgSign = false
                """.formatted(quoted(identity.userName()), quoted(identity.userEmail())));
        Files.copy(gitDir.resolve("index"), dotGit.resolve("index"), StandardCopyOption.REPLACE_EXISTING);
    }

    /** Writes a pack with what a commit has and the commit that the files were laid out from has not. */
    void packSince(String commit, Path packs) throws GitFailed, IOException {
        git().stdin((commit + "\n^" + start() + "\n").getBytes(StandardCharsets.US_ASCII))
                .bytes(
                        "pack-objects",
                        "--revs",
                        "--quiet",
                        packs.resolve("pack").toString());
    }

    /** Records the files as they are and answers the tree. */
    String record() throws GitFailed, IOException {
        for (int attempt = 1; ; attempt++) {
            // Left by a command that was killed: nobody else works here.
            Files.deleteIfExists(gitDir.resolve("index.lock"));
            try {
                return recordOnce();
            } catch (GitFailed failed) {
                // The agent may be at work: a file that goes away while git reads it is no fault.
                if (!failed.isTemporary() || attempt == TRIES) {
                    throw failed;
                }
                LockSupport.parkNanos(attempt * PAUSE.toNanos());
            }
        }
    }

    private String recordOnce() throws GitFailed, IOException {
        boolean changed = false;
        var opened = new ArrayList<byte[]>();
        for (int round = 0; round < NESTED_ROUNDS; round++) {
            var status = WorkTreeStatus.parse(git().workTree(files)
                    .env("GIT_OPTIONAL_LOCKS", "1") // remember what was looked at
                    .bytes(
                            "status",
                            "--porcelain=v1",
                            "-z",
                            "--untracked-files=all",
                            "--ignore-submodules=all",
                            "--no-renames"));
            if (!status.deleted().isEmpty()) {
                update(status.deleted(), "--force-remove");
                changed = true;
            }
            if (!status.changed().isEmpty()) {
                update(status.changed(), "--add", "--remove", "--replace");
                changed = true;
            }
            // Git looks into a nested repository as soon as it knows one file of it.
            var seeds = new ArrayList<byte[]>();
            for (var nested : status.nested()) {
                firstFile(nested).ifPresent(seeds::add);
            }
            seeds.removeIf(seed -> opened.stream().anyMatch(known -> Arrays.equals(known, seed)));
            if (seeds.isEmpty()) {
                break;
            }
            update(seeds, "--add", "--remove", "--replace");
            opened.addAll(seeds);
            changed = true;
        }
        dropIgnored(opened);
        if (!changed && lastTree != null) {
            return lastTree;
        }
        var tree = git().text("write-tree");
        keepTree(tree);
        lastTree = tree;
        return tree;
    }

    private void update(List<byte[]> paths, String... options) throws GitFailed {
        var arguments = new ArrayList<String>();
        arguments.add("update-index");
        arguments.addAll(List.of(options));
        arguments.add("-z");
        arguments.add("--stdin");
        git().workTree(files).stdin(joined(paths)).bytes(arguments.toArray(String[]::new));
    }

    /** A seed was chosen by its place only; one that the repository ignores goes again. */
    private void dropIgnored(List<byte[]> seeds) throws GitFailed {
        if (seeds.isEmpty()) {
            return;
        }
        try {
            // This command takes no literal names; behind a ./ no name has a special meaning.
            var asked = seeds.stream().map(WorkTree::behindDot).toList();
            var ignored = NulText.split(git().workTree(files)
                            .env("GIT_LITERAL_PATHSPECS", "0")
                            .stdin(joined(asked))
                            .bytes("check-ignore", "--no-index", "-z", "--stdin"))
                    .stream()
                    .map(path -> Arrays.copyOfRange(path, 2, path.length))
                    .toList();
            update(ignored, "--force-remove");
        } catch (GitFailed failed) {
            if (!failed.text().equals("exit code 1")) { // which means: none of them
                throw failed;
            }
        }
    }

    private static byte[] behindDot(byte[] path) {
        var longer = new byte[path.length + 2];
        longer[0] = '.';
        longer[1] = '/';
        System.arraycopy(path, 0, longer, 2, path.length);
        return longer;
    }

    private Optional<byte[]> firstFile(byte[] nested) throws IOException {
        // Names that are not UTF-8 cannot be looked up from Java everywhere; such a repository stays unrecorded.
        var name = new String(nested, StandardCharsets.UTF_8);
        if (!Arrays.equals(name.getBytes(StandardCharsets.UTF_8), nested)) {
            return Optional.empty();
        }
        Path root;
        try {
            root = files.resolve(name).normalize();
        } catch (InvalidPathException unsupported) {
            return Optional.empty();
        }
        if (!root.startsWith(files) || !Files.isDirectory(root, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        var found = new Path[1];
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                boolean another =
                        !directory.equals(root) && Files.exists(directory.resolve(".git"), LinkOption.NOFOLLOW_LINKS);
                return another || directory.endsWith(".git") ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (file.endsWith(".git") || attributes.isOther()) {
                    return FileVisitResult.CONTINUE;
                }
                found[0] = file;
                return FileVisitResult.TERMINATE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) {
                return FileVisitResult.CONTINUE;
            }
        });
        return Optional.ofNullable(found[0])
                .map(file -> files.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
    }

    /** The trees recorded so far. */
    List<String> recordedTrees() throws IOException {
        var directory = gitDir.resolve(TREES);
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (var refs = Files.list(directory)) {
            return refs.map(ref -> ref.getFileName().toString()).sorted().toList();
        }
    }

    /** How many files differ between the base and the last recorded tree; empty before the first. */
    Optional<Integer> changedFiles() throws GitFailed {
        var tree = lastTree;
        if (tree == null) {
            return Optional.empty();
        }
        if (!tree.equals(countedTree)) {
            var names = git().bytes("diff-tree", "-r", "-z", "-M", "--name-only", "--no-ext-diff", "HEAD^{tree}", tree);
            counted = NulText.split(names).size();
            countedTree = tree;
        }
        return Optional.of(counted);
    }

    String treeOf(String commit) throws GitFailed {
        return git().text("rev-parse", "--verify", "--quiet", "--end-of-options", commit + "^{tree}");
    }

    /** The product's commit for a tree: the one made before, where it was the same tree on the same base. */
    String commitOnce(String tree, String base, String message, GitProperties identity) throws GitFailed, IOException {
        var ref = gitDir.resolve(COMMIT);
        if (Files.exists(ref)) {
            var known = Files.readString(ref).strip();
            var parts = git().text("rev-parse", known + "^{tree}", known + "^1").split("\n", -1);
            if (parts.length == 2 && parts[0].equals(tree) && parts[1].equals(base)) {
                return known;
            }
        }
        var commit = commit(tree, base, message, identity);
        writeRef(ref, commit);
        return commit;
    }

    private String commit(String tree, @Nullable String parent, String message, GitProperties identity)
            throws GitFailed {
        var arguments = new ArrayList<>(List.of("commit-tree", tree));
        if (parent != null) {
            arguments.add("-p");
            arguments.add(parent);
        }
        arguments.add("-F");
        arguments.add("-");
        return git().stdin(message.getBytes(StandardCharsets.UTF_8))
                .env("GIT_AUTHOR_NAME", identity.userName())
                .env("GIT_AUTHOR_EMAIL", identity.userEmail())
                .env("GIT_COMMITTER_NAME", identity.userName())
                .env("GIT_COMMITTER_EMAIL", identity.userEmail())
                .config("commit.gpgSign=false")
                .text(arguments.toArray(String[]::new));
    }

    private void keepTree(String tree) throws IOException {
        var ref = gitDir.resolve(TREES).resolve(tree);
        if (!Files.exists(ref)) {
            writeRef(ref, tree);
        }
    }

    private static void writeRef(Path ref, String id) throws IOException {
        Files.createDirectories(ref.getParent());
        var fresh = ref.resolveSibling("." + ref.getFileName() + ".new");
        Files.writeString(fresh, id + "\n");
        Files.move(fresh, ref, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    GitCli.Invocation git() {
        return cli.in(gitDir);
    }

    private static String quoted(String value) {
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static byte[] joined(List<byte[]> paths) {
        var all = new ByteArrayOutputStream();
        for (var path : paths) {
            all.writeBytes(path);
            all.write(0);
        }
        return all.toByteArray();
    }

    /** What differs between the index and the files; names are bytes, because that is what they are to git. */
    record WorkTreeStatus(List<byte[]> changed, List<byte[]> deleted, List<byte[]> nested) {

        static WorkTreeStatus parse(byte[] output) {
            var status = new WorkTreeStatus(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
            for (var entry : NulText.split(output)) {
                var path = Arrays.copyOfRange(entry, 3, entry.length);
                byte inFiles = entry[1];
                if (path[path.length - 1] == '/') {
                    status.nested.add(path);
                } else if (inFiles == 'D') {
                    status.deleted.add(path);
                } else if (inFiles != ' ') {
                    status.changed.add(path);
                }
            }
            return status;
        }
    }
}
