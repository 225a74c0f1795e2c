package io.codemaster.executor.git;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.PushResult;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.codemaster.api.shared.ErrorCode;
import io.codemaster.executor.git.GitRemote.Access;
import io.codemaster.executor.shared.MergeTrouble;
import io.codemaster.executor.shared.RepositoryServers;
import io.codemaster.executor.shared.StopSignal;
import io.codemaster.executor.shared.StoppedException;

/**
 * Merges in the mirror, which nothing but the product writes to: no work tree, no hook, no driver of a repository's own.
 * The files are merged by git itself, because it follows renames.
 */
@Component
class GitServers implements RepositoryServers {

    private static final Duration LIST_LIMIT = Duration.ofSeconds(20);

    private static final Duration MERGE_LIMIT = Duration.ofSeconds(60);

    private static final int OBJECT_ID_LENGTH = 40;

    private static final int PATHS_NAMED = 10;

    private final GitWorkspaces.Tools tools;

    private final Clock clock;

    GitServers(GitWorkspaces workspaces, Clock clock) {
        this.tools = workspaces.tools();
        this.clock = clock;
    }

    private record Fetched(Access access, ObjectId source, ObjectId target) {}

    private record Merged(String tree, List<String> conflicts) {}

    // ---- addresses ----

    @Override
    public Place place(String gitUrl) throws MergeTrouble {
        try {
            var url = tools.policy().parse(tools.trusted().locate(gitUrl));
            return new Place(url.scheme(), url.host(), url.port(), url.path());
        } catch (RemoteTrouble trouble) {
            throw explained(trouble);
        }
    }

    @Override
    public void check(URI address) throws MergeTrouble {
        try {
            var plain = new URI(address.getScheme(), null, address.getHost(), address.getPort(), "/api", null, null);
            tools.policy().checkNow(tools.policy().parse(plain.toString()));
        } catch (RemoteTrouble trouble) {
            throw explained(trouble);
        } catch (URISyntaxException noAddress) {
            throw new MergeTrouble(
                    ErrorCode.REPOSITORY_URL_NOT_ALLOWED, "The platform's address is none that can be called.");
        }
    }

    // ---- branches ----

    @Override
    public Standing look(Branches branches) throws MergeTrouble {
        try {
            var fetched = fetch(branches);
            try (var mirror = open(branches)) {
                boolean merged = contains(mirror, fetched.target(), approved(branches));
                var conflicts = merged
                        ? List.<String>of()
                        : mergeTree(mirror.getDirectory().toPath(), fetched).conflicts();
                return new Standing(fetched.source().name(), fetched.target().name(), merged, conflicts);
            }
        } catch (RemoteTrouble trouble) {
            throw explained(trouble);
        } catch (IOException | GitFailed broken) {
            throw mirrorBroken(broken);
        }
    }

    @Override
    public String merge(Branches branches, String message) throws MergeTrouble {
        try {
            var fetched = fetch(branches);
            try (var mirror = open(branches)) {
                if (contains(mirror, fetched.target(), approved(branches))) {
                    return fetched.target().name();
                }
                if (!fetched.source().equals(approved(branches))) {
                    throw new MergeTrouble(
                            ErrorCode.MERGE_SOURCE_MOVED,
                            "The branch " + branches.sourceBranch() + " has commits that nobody approved. Take them off"
                                    + " again, or have the change reviewed as it is now.");
                }
                var merged = mergeTree(mirror.getDirectory().toPath(), fetched);
                if (!merged.conflicts().isEmpty()) {
                    throw conflict(branches, merged.conflicts());
                }
                return push(mirror, branches, fetched, commit(mirror, merged.tree(), fetched, message));
            }
        } catch (RemoteTrouble trouble) {
            throw explained(trouble);
        } catch (IOException | GitFailed broken) {
            throw mirrorBroken(broken);
        } catch (StoppedException interrupted) {
            throw stopping(interrupted);
        }
    }

    private Fetched fetch(Branches branches) throws RemoteTrouble, MergeTrouble {
        try {
            var url = tools.policy().parse(tools.trusted().locate(branches.gitUrl()));
            var access = new Access(
                    url,
                    tools.git().credentialUser(url, branches.platform()),
                    tools.vault().reveal(branches.repositoryId()).orElse(null));
            var heads = tools.remote().heads(access, LIST_LIMIT, null).heads();
            return new Fetched(
                    access,
                    fetch(branches, access, branches.sourceBranch(), heads.get(branches.sourceBranch())),
                    fetch(branches, access, branches.targetBranch(), heads.get(branches.targetBranch())));
        } catch (StoppedException interrupted) {
            throw stopping(interrupted);
        }
    }

    private ObjectId fetch(Branches branches, Access access, String branch, @Nullable ObjectId head)
            throws RemoteTrouble, StoppedException, MergeTrouble {
        if (head == null) {
            throw new MergeTrouble(
                    ErrorCode.MERGE_BRANCH_MISSING,
                    "The repository has no branch " + Wording.clean(branch, 100)
                            + " any more. Push it again, or generate the change anew.");
        }
        return tools.mirrors()
                .fetch(
                        branches.repositoryId(),
                        access,
                        branch,
                        head,
                        tools.git().cloneTimeout(),
                        new StopSignal());
    }

    private Repository open(Branches branches) throws IOException {
        return new FileRepositoryBuilder()
                .setGitDir(tools.mirrors().directory(branches.repositoryId()).toFile())
                .setBare()
                .setMustExist(true)
                .build();
    }

    private static ObjectId approved(Branches branches) {
        return ObjectId.fromString(branches.headCommit());
    }

    private static boolean contains(Repository mirror, ObjectId target, ObjectId approved) throws IOException {
        if (!mirror.getObjectDatabase().has(approved)) {
            return false;
        }
        try (var walk = new RevWalk(mirror)) {
            return walk.isMergedInto(walk.parseCommit(approved), walk.parseCommit(target));
        }
    }

    /** Git answers a tree, and after it, where the merge is not clean, the files in conflict. */
    private Merged mergeTree(Path mirror, Fetched fetched) throws GitFailed, IOException {
        var command = tools.cli().in(mirror).limit(MERGE_LIMIT);
        try (var running = command.start(
                "merge-tree",
                "--write-tree",
                "--name-only",
                "--no-messages",
                "-z",
                fetched.target().name(),
                fetched.source().name())) {
            var out = new ByteArrayOutputStream();
            running.stdout().transferTo(out);
            var said = List.of(out.toString(StandardCharsets.UTF_8).split("\0", -1));
            var tree = said.get(0).strip();
            if (!ObjectId.isId(tree) || tree.length() != OBJECT_ID_LENGTH) {
                running.finish();
                throw new GitFailed("it named no tree; git 2.38 or newer is needed", false, null);
            }
            var conflicts = new ArrayList<>(said.subList(1, said.size()));
            conflicts.removeIf(String::isEmpty);
            if (conflicts.isEmpty()) {
                running.finish();
            }
            return new Merged(tree, List.copyOf(conflicts));
        }
    }

    private ObjectId commit(Repository mirror, String tree, Fetched fetched, String message) throws IOException {
        var person = new PersonIdent(tools.git().userName(), tools.git().userEmail(), clock.instant(), ZoneOffset.UTC);
        var commit = new CommitBuilder();
        commit.setTreeId(ObjectId.fromString(tree));
        commit.setParentIds(fetched.target(), fetched.source());
        commit.setAuthor(person);
        commit.setCommitter(person);
        commit.setMessage(message);
        try (var inserter = mirror.newObjectInserter()) {
            var id = inserter.insert(commit);
            inserter.flush();
            return id;
        }
    }

    @SuppressWarnings("NullAway") // JGit takes null for "no tracking branch" but is not annotated
    private String push(Repository mirror, Branches branches, Fetched fetched, ObjectId commit)
            throws IOException, RemoteTrouble, StoppedException, MergeTrouble {
        var update = new RemoteRefUpdate(
                mirror, commit.name(), "refs/heads/" + branches.targetBranch(), false, null, fetched.target());
        var result = tools.remote()
                .push(fetched.access(), mirror, List.of(update), tools.git().cloneTimeout());
        judge(update, result, branches, fetched.access());
        return commit.name();
    }

    private static void judge(RemoteRefUpdate update, PushResult result, Branches branches, Access access)
            throws MergeTrouble {
        @Nullable String reason = update.getMessage();
        @Nullable String messages = result.getMessages();
        var said = (reason == null ? "" : reason) + (messages == null || messages.isBlank() ? "" : ": " + messages);
        switch (update.getStatus()) {
            case OK, UP_TO_DATE -> {}
            case REJECTED_NONFASTFORWARD, REJECTED_REMOTE_CHANGED -> throw targetMoved(branches);
            default -> {
                if (said.contains("failed to lock") || said.contains("reference already exists")) {
                    throw targetMoved(branches);
                }
                @Nullable String token = access.token();
                var shown = Wording.clean(token == null ? said : said.replace(token, "***"), 300);
                throw new MergeTrouble(
                        ErrorCode.MERGE_PUSH_REJECTED,
                        access.url().host() + " did not take the merge into " + branches.targetBranch()
                                + (shown.isEmpty() ? "." : ". It said: " + shown + ".")
                                + " Allow the product's account to push there, or merge by hand.");
            }
        }
    }

    // ---- words ----

    private static MergeTrouble targetMoved(Branches branches) {
        return new MergeTrouble(
                ErrorCode.MERGE_TARGET_MOVED,
                "Somebody pushed to " + branches.targetBranch() + " at the same moment. Their work is untouched; merge"
                        + " again.");
    }

    private static MergeTrouble conflict(Branches branches, List<String> paths) {
        var named = paths.stream()
                .limit(PATHS_NAMED)
                .map(path -> Wording.clean(path, 120))
                .collect(Collectors.joining(", "));
        var more = paths.size() - PATHS_NAMED;
        return new MergeTrouble(
                ErrorCode.MERGE_CONFLICT,
                branches.targetBranch() + " and the change touch the same places in " + named
                        + (more > 0 ? " and " + more + " more files" : "")
                        + ". Merge " + branches.targetBranch() + " into " + branches.sourceBranch()
                        + " by hand, or send the change back.",
                null,
                paths,
                null);
    }

    private static MergeTrouble mirrorBroken(Exception cause) {
        return new MergeTrouble(
                ErrorCode.MERGE_PLATFORM_BROKEN,
                "The branches could not be merged in the local copy of the repository ("
                        + Wording.clean(String.valueOf(cause.getMessage()), 200) + "). Try again; if it stays, ask an"
                        + " administrator to look at the work directory.",
                cause);
    }

    private static MergeTrouble stopping(StoppedException cause) {
        return new MergeTrouble(
                ErrorCode.MERGE_PLATFORM_SILENT, "The product is stopping. Try again in a minute.", cause);
    }

    private static MergeTrouble explained(RemoteTrouble trouble) {
        var code = switch (trouble.kind()) {
            case URL_NOT_ALLOWED -> ErrorCode.REPOSITORY_URL_NOT_ALLOWED;
            case REDIRECTED -> ErrorCode.MERGE_REDIRECTED;
            case UNREACHABLE -> ErrorCode.MERGE_PLATFORM_UNREACHABLE;
            case NOT_FOUND, EMPTY -> ErrorCode.MERGE_PROJECT_NOT_FOUND;
            case CREDENTIAL_REJECTED -> ErrorCode.MERGE_TOKEN_REJECTED;
            case BRANCH_MISSING -> ErrorCode.MERGE_BRANCH_MISSING;
            case TIMED_OUT -> ErrorCode.MERGE_PLATFORM_SILENT;
            case PUSH_REJECTED -> ErrorCode.MERGE_PUSH_REJECTED;
            case BRANCH_CONFLICT -> ErrorCode.MERGE_TARGET_MOVED;
            case DISK_FULL, MIRROR_BROKEN -> ErrorCode.MERGE_PLATFORM_BROKEN;
        };
        return new MergeTrouble(code, trouble.text(), trouble);
    }
}
