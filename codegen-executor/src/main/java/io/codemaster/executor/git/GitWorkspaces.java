package io.codemaster.executor.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import javax.net.ssl.SSLSocketFactory;

import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.PushResult;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

import io.codemaster.api.artifact.ArtifactStore;
import io.codemaster.api.codegen.CapturedChanges;
import io.codemaster.api.codegen.FailureCode;
import io.codemaster.api.codegen.GenerationOrder;
import io.codemaster.api.codegen.GenerationStep;
import io.codemaster.api.codegen.RevisionBrief;
import io.codemaster.api.inspection.InspectionOrder;
import io.codemaster.api.repository.Platform;
import io.codemaster.api.repository.ProveRepositoryAccess;
import io.codemaster.api.repository.RemoteFacts;
import io.codemaster.api.repository.RepositoryId;
import io.codemaster.api.repository.SecretVault;
import io.codemaster.executor.git.GitRemote.Access;
import io.codemaster.executor.git.GitRemote.Heads;
import io.codemaster.executor.git.RemoteTrouble.Kind;
import io.codemaster.executor.shared.AttemptFailure;
import io.codemaster.executor.shared.AttemptKey;
import io.codemaster.executor.shared.StopSignal;
import io.codemaster.executor.shared.StoppedException;
import io.codemaster.executor.shared.WorkDirectory;
import io.codemaster.executor.shared.Workspaces;

/** Git for the worker: the network in this process, the files through git's own command. */
@Component
class GitWorkspaces implements Workspaces {

    private static final Logger LOG = LoggerFactory.getLogger(GitWorkspaces.class);
    private static final Duration PROOF_LIMIT = Duration.ofSeconds(30);
    private static final String HEADS = "refs/heads/";

    private final WorkDirectory work;
    private final SecretVault vault;
    private final GitProperties git;
    private final WorkspaceProperties settings;
    private final TrustedHosts trusted;
    private final GitUrlPolicy policy;
    private final GitRemote remote;
    private final GitCli cli;
    private final GitMirrors mirrors;
    private final FollowUpStart followUps;
    private final ChangeCapture capture;
    private final TreeContents contents;
    private final Map<AttemptKey, WorkTree> trees = new ConcurrentHashMap<>();

    @Autowired
    GitWorkspaces(
            WorkDirectory work,
            SecretVault vault,
            ArtifactStore artifacts,
            GitProperties git,
            WorkspaceProperties settings,
            ObjectProvider<TrustedHosts> trusted) {
        this(
                work,
                vault,
                artifacts,
                git,
                settings,
                trusted.getIfAvailable(() -> Set::of),
                InetAddress::getAllByName,
                (SSLSocketFactory) SSLSocketFactory.getDefault());
    }

    GitWorkspaces(
            WorkDirectory work,
            SecretVault vault,
            ArtifactStore artifacts,
            GitProperties git,
            WorkspaceProperties settings,
            TrustedHosts trusted,
            HostAddresses addresses,
            SSLSocketFactory tls) {
        this.work = work;
        this.vault = vault;
        this.git = git;
        this.settings = settings;
        this.trusted = trusted;
        this.policy = new GitUrlPolicy(git, trusted::hosts, addresses);
        this.remote = new GitRemote(policy, git.networkTimeout(), tls);
        this.cli = new GitCli("git", emptyHome(work));
        this.mirrors = new GitMirrors(work, remote, cli);
        this.followUps = new FollowUpStart(mirrors, git.cloneTimeout());
        this.capture = new ChangeCapture(artifacts);
        this.contents = new TreeContents(artifacts);
    }

    /** What merges branches works with the same connections and the same mirrors. */
    record Tools(
            GitUrlPolicy policy,
            GitRemote remote,
            GitCli cli,
            GitMirrors mirrors,
            GitProperties git,
            TrustedHosts trusted,
            SecretVault vault) {}

    Tools tools() {
        return new Tools(policy, remote, cli, mirrors, git, trusted, vault);
    }

    @Override
    public RemoteFacts prove(ProveRepositoryAccess request) {
        try {
            var url = policy.parse(request.gitUrl());
            var sealed = request.credential();
            @Nullable String token = sealed == null ? null : vault.unseal(request.repositoryId(), sealed);
            var access = new Access(url, git.credentialUser(url, request.platform()), token);
            var proved = reached(access);
            var branch = defaultBranch(proved.heads(), request.defaultBranch());
            if (sealed != null) {
                remote.checkWritable(proved.access(), PROOF_LIMIT);
                vault.keep(request.repositoryId(), sealed);
            }
            return new RemoteFacts(proved.access().url().toString(), branch);
        } catch (RemoteTrouble trouble) {
            throw trouble.asRejection();
        } catch (StoppedException interrupted) {
            throw new RemoteTrouble(Kind.UNREACHABLE, "The check was interrupted. Try again.").asRejection();
        }
    }

    private record Reached(Access access, Heads heads) {}

    private Reached reached(Access access) throws RemoteTrouble, StoppedException {
        try {
            return new Reached(access, remote.heads(access, PROOF_LIMIT, null));
        } catch (RemoteTrouble trouble) {
            var url = access.url();
            if (trouble.kind() != Kind.REDIRECTED || url.path().endsWith(".git")) {
                throw trouble;
            }
            // GitLab sends the address in the browser's bar on to the one with .git. Same server, so it may be asked.
            var longer = new Access(
                    new GitUrl(url.scheme(), url.host(), url.port(), url.path() + ".git"),
                    access.user(),
                    access.token());
            try {
                return new Reached(longer, remote.heads(longer, PROOF_LIMIT, null));
            } catch (RemoteTrouble again) {
                throw again.kind() == Kind.CREDENTIAL_REJECTED ? again : trouble;
            }
        }
    }

    private static String defaultBranch(Heads remote, @Nullable String wanted) throws RemoteTrouble {
        var heads = remote.heads();
        if (heads.isEmpty()) {
            throw new RemoteTrouble(
                    Kind.EMPTY, "The repository has no commit yet. Push a first one, then link it again.");
        }
        if (wanted != null) {
            if (!heads.containsKey(wanted)) {
                throw branchMissing(wanted, heads);
            }
            return wanted;
        }
        @Nullable String own = remote.defaultBranch();
        if (own != null && heads.containsKey(own)) {
            return own;
        }
        for (var usual : List.of("main", "master")) {
            if (heads.containsKey(usual)) {
                return usual;
            }
        }
        if (heads.size() == 1) {
            return heads.keySet().iterator().next();
        }
        throw new RemoteTrouble(
                Kind.BRANCH_MISSING, "The repository does not say which branch is its default. Name the branch.");
    }

    private static RemoteTrouble branchMissing(String branch, Map<String, ObjectId> heads) {
        var some = heads.keySet().stream()
                .limit(5)
                .map(head -> Wording.clean(head, 60))
                .collect(Collectors.joining(", "));
        return new RemoteTrouble(
                Kind.BRANCH_MISSING,
                "The repository has no branch " + Wording.clean(branch, 100) + "."
                        + (heads.isEmpty()
                                ? " It is empty. Push a first commit."
                                : " It has " + some + (heads.size() > 5 ? " and others" : "")
                                        + ". Choose one that exists."));
    }

    @Override
    public Prepared prepare(AttemptKey key, GenerationOrder order, StopSignal stop)
            throws AttemptFailure, StoppedException {
        var tree = tree(key);
        synchronized (tree) {
            try {
                FileTrees.delete(work.git(key));
                FileTrees.delete(work.workspace(key));
                checkStopped(stop);
                var access = access(order);
                var listed = remote.heads(access, git.cloneTimeout(), stop);
                var revision = order.revision();
                return revision == null
                        ? layOut(key, order, start(order, access, listed, stop), stop)
                        : layOut(key, order, () -> followUp(order, revision, access, listed, stop), stop);
            } catch (RemoteTrouble trouble) {
                throw trouble.asFailure(GenerationStep.CLONE);
            } catch (IOException broken) {
                throw diskFailure(broken, GenerationStep.CLONE, "The work tree could not be laid out.");
            }
        }
    }

    @Override
    public String head(InspectionOrder order, StopSignal stop) throws AttemptFailure, StoppedException {
        try {
            return head(order, access(order), stop).name();
        } catch (RemoteTrouble trouble) {
            throw trouble.asFailure(GenerationStep.CLONE);
        }
    }

    private ObjectId head(InspectionOrder order, Access access, StopSignal stop)
            throws RemoteTrouble, StoppedException {
        var listed = remote.heads(access, git.cloneTimeout(), stop);
        @Nullable ObjectId head = listed.heads().get(order.branch());
        if (head == null) {
            throw branchMissing(order.branch(), listed.heads());
        }
        return head;
    }

    @Override
    public void checkOut(AttemptKey key, InspectionOrder order, String commit, StopSignal stop)
            throws AttemptFailure, StoppedException {
        var tree = tree(key);
        synchronized (tree) {
            try {
                FileTrees.delete(work.git(key));
                FileTrees.delete(work.workspace(key));
                checkStopped(stop);
                for (boolean anew = false; !laidOut(key, order, commit, anew, stop); anew = true) {
                    // Whatever git could not read came out of the mirror: fetch it once more from the beginning.
                    mirrors.drop(order.repositoryId());
                    FileTrees.delete(work.git(key));
                    FileTrees.delete(work.workspace(key));
                }
            } catch (RemoteTrouble trouble) {
                throw trouble.asFailure(GenerationStep.CLONE);
            } catch (IOException broken) {
                throw diskFailure(broken, GenerationStep.CLONE, "The files could not be laid out.");
            }
        }
    }

    private boolean laidOut(AttemptKey key, InspectionOrder order, String commit, boolean last, StopSignal stop)
            throws RemoteTrouble, StoppedException, AttemptFailure, IOException {
        try {
            if (!mirrors.holds(order.repositoryId(), ObjectId.fromString(commit))) {
                var access = access(order);
                mirrors.fetch(
                        order.repositoryId(),
                        access,
                        order.branch(),
                        head(order, access, stop),
                        git.cloneTimeout(),
                        stop);
                if (!mirrors.holds(order.repositoryId(), ObjectId.fromString(commit))) {
                    throw new RemoteTrouble(
                            Kind.BRANCH_MISSING,
                            "The branch " + Wording.clean(order.branch(), 100) + " does not hold the commit "
                                    + commit.substring(0, 8) + " any more. Generate again.");
                }
            }
            checkStopped(stop);
            var tree = fresh(key);
            tree.create(
                    mirrors.directory(order.repositoryId()),
                    commit,
                    ObjectId.zeroId().name());
            tree.checkOut(commit, git.cloneTimeout(), stop);
            return true;
        } catch (RemoteTrouble trouble) {
            if (last || trouble.kind() != Kind.MIRROR_BROKEN) {
                throw trouble;
            }
        } catch (GitFailed failed) {
            if (last || failed.isHostilePath() || DiskSpace.isExhausted(failed.text())) {
                throw failed.asFailure(GenerationStep.CLONE, "The files could not be laid out.");
            }
        }
        return false;
    }

    /** Finds out where work starts, fetching what the mirror does not have; asked again it fetches again. */
    private interface Starting {

        StartPoint find() throws RemoteTrouble, StoppedException, IOException;
    }

    private Starting start(GenerationOrder order, Access access, Heads listed, StopSignal stop)
            throws RemoteTrouble, AttemptFailure {
        @Nullable ObjectId head = listed.heads().get(order.sourceBranch());
        if (head == null) {
            throw branchMissing(order.sourceBranch(), listed.heads());
        }
        var choice = choose(order, listed);
        return () -> {
            var base =
                    mirrors.fetch(order.repositoryId(), access, order.sourceBranch(), head, git.cloneTimeout(), stop);
            return new StartPoint(choice.branch(), base, base, choice.expected());
        };
    }

    private StartPoint followUp(
            GenerationOrder order, RevisionBrief revision, Access access, Heads listed, StopSignal stop)
            throws RemoteTrouble, StoppedException, IOException {
        if (untouchable(order, listed).contains(revision.delivery().branch())) {
            throw mergeTarget(revision.delivery().branch());
        }
        return followUps.find(order, revision, access, listed, stop);
    }

    private BranchChoice choose(GenerationOrder order, Heads listed) throws AttemptFailure {
        var wanted = settings.branchPattern().replace("{key}", order.requirementKey());
        if (!Repository.isValidRefName(HEADS + wanted)) {
            throw new AttemptFailure(
                    FailureCode.WORKSPACE_FAILED,
                    GenerationStep.CLONE,
                    "The name " + Wording.clean(wanted, 100) + " cannot be a branch. Ask an administrator to change"
                            + " codemaster.codegen.branch-pattern.");
        }
        return BranchChoice.of(wanted, listed.heads(), untouchable(order, listed), order.owned());
    }

    private static Set<String> untouchable(GenerationOrder order, Heads listed) {
        var names = new HashSet<>(List.of(order.defaultBranch(), order.sourceBranch()));
        @Nullable String own = listed.defaultBranch();
        if (own != null) {
            names.add(own);
        }
        return names;
    }

    private Prepared layOut(AttemptKey key, GenerationOrder order, Starting starting, StopSignal stop)
            throws RemoteTrouble, StoppedException, AttemptFailure, IOException {
        for (boolean anew = false; ; anew = true) {
            try {
                var point = starting.find();
                var start = point.start().name();
                checkStopped(stop);
                var tree = fresh(key);
                tree.create(
                        mirrors.directory(order.repositoryId()),
                        start,
                        point.expected().name());
                tree.checkOut(start, git.cloneTimeout(), stop);
                tree.layOutAgentRepository(
                        start,
                        point.branch(),
                        "State of " + (order.revision() == null ? order.sourceBranch() : point.branch()) + " before "
                                + order.requirementKey() + "\n",
                        git,
                        stop);
                checkStopped(stop);
                return new Prepared(point.branch(), point.base().name());
            } catch (RemoteTrouble trouble) {
                if (anew || trouble.kind() != Kind.MIRROR_BROKEN) {
                    throw trouble;
                }
            } catch (GitFailed failed) {
                if (anew || failed.isHostilePath() || DiskSpace.isExhausted(failed.text())) {
                    throw failed.asFailure(GenerationStep.CLONE, "The files could not be laid out.");
                }
            }
            // Whatever git could not read came out of the mirror: fetch it once more from the beginning.
            mirrors.drop(order.repositoryId());
            FileTrees.delete(work.git(key));
            FileTrees.delete(work.workspace(key));
        }
    }

    @Override
    public String recordTree(AttemptKey key) throws AttemptFailure {
        return onTree(key, GenerationStep.GENERATE, "The files could not be recorded.", WorkTree::record);
    }

    @Override
    public KeptTree keepTree(AttemptKey key, @Nullable String previous) throws AttemptFailure {
        return onTree(key, GenerationStep.GENERATE, "The files could not be kept.", tree -> {
            if (previous == null) {
                var first = tree.treeOf(tree.start());
                return new KeptTree(first, contents.keepFirst(tree, first));
            }
            var now = tree.record();
            return new KeptTree(now, now.equals(previous) ? null : contents.keepNext(tree, previous, now));
        });
    }

    @Override
    public CapturedChanges capture(AttemptKey key, GenerationOrder order, String branch, String baseCommit)
            throws AttemptFailure {
        return onTree(key, GenerationStep.CHECK, "The change could not be captured.", tree -> {
            var revision = order.revision();
            var start = revision == null ? baseCommit : tree.start();
            var now = tree.record();
            if (now.equals(tree.treeOf(start))) {
                throw noChanges(revision != null);
            }
            var message = revision == null
                    ? CommitMessage.of(order.requirementKey(), order.title(), order.description())
                    : CommitMessage.of(order.requirementKey(), order.title(), revision);
            var head = tree.commitOnce(now, start, message, git);
            return revision == null
                    ? capture.keep(tree, baseCommit, head)
                    : capture.keepFollowUp(tree, baseCommit, start, head);
        });
    }

    private static AttemptFailure noChanges(boolean followUp) {
        return new AttemptFailure(
                FailureCode.NO_CHANGES,
                GenerationStep.CHECK,
                followUp
                        ? "The agent ended without changing any file; its last words say why. Try again, or generate the"
                                + " requirement again."
                        : "The agent ended without changing any file. Say more precisely in the requirement what shall be"
                                + " different, then generate again.");
    }

    @Override
    public Continued continued(AttemptKey key, String baseCommit) throws AttemptFailure {
        return onTree(
                key,
                GenerationStep.ANALYSE,
                "The change to go on with could not be read.",
                tree -> followUps.describe(tree, baseCommit));
    }

    @Override
    public String push(AttemptKey key, GenerationOrder order, String branch, String headCommit) throws AttemptFailure {
        try {
            var access = access(order);
            var listed = remote.heads(access, git.cloneTimeout(), null);
            if (untouchable(order, listed).contains(branch)) {
                throw mergeTarget(branch);
            }
            @Nullable ObjectId there = listed.heads().get(branch);
            if (there == null || !there.name().equals(headCommit)) {
                catchUp(order, access, listed);
                pushNow(key, order, branch, headCommit, access);
            }
            remember(key, order, branch, headCommit);
            return branch;
        } catch (RemoteTrouble trouble) {
            throw trouble.asPushFailure();
        } catch (StoppedException interrupted) {
            throw new AttemptFailure(
                    FailureCode.INTERRUPTED, GenerationStep.CHECK, "The push was interrupted.", interrupted);
        } catch (IOException broken) {
            throw diskFailure(broken, GenerationStep.CHECK, "The commit to push could not be read.");
        }
    }

    /** A follow-up can go on from a commit that the mirror has, even when its branch is deleted meanwhile. */
    private void remember(AttemptKey key, GenerationOrder order, String branch, String commit) {
        try {
            onTree(key, GenerationStep.CHECK, "The commit could not be copied into the mirror.", tree -> {
                mirrors.remember(order.repositoryId(), branch, ObjectId.fromString(commit), tree);
                return commit;
            });
        } catch (AttemptFailure onlyForLater) {
            LOG.warn("What {} pushed is not in the mirror", order.requirementKey(), onlyForLater);
        }
    }

    private static RemoteTrouble mergeTarget(String branch) {
        return new RemoteTrouble(
                Kind.PUSH_REJECTED,
                "The branch " + branch + " is where changes are merged to, so nothing is pushed to it. Change"
                        + " codemaster.codegen.branch-pattern.");
    }

    /** Learns what the source branch got meanwhile; otherwise the push could not tell that the server has its history. */
    private void catchUp(GenerationOrder order, Access access, Heads listed) throws StoppedException {
        @Nullable ObjectId source = listed.heads().get(order.sourceBranch());
        if (source == null) {
            return;
        }
        try {
            mirrors.fetch(
                    order.repositoryId(), access, order.sourceBranch(), source, git.cloneTimeout(), new StopSignal());
        } catch (RemoteTrouble onlySlower) {
            LOG.info("The push of {} sends more than it would have to: {}", order.requirementKey(), onlySlower.text());
        }
    }

    private void pushNow(AttemptKey key, GenerationOrder order, String branch, String headCommit, Access access)
            throws IOException, RemoteTrouble, StoppedException, AttemptFailure {
        if (!exists(key)) {
            throw gone(GenerationStep.CHECK);
        }
        try (var local = new FileRepositoryBuilder()
                .setGitDir(work.git(key).toFile())
                .setBare()
                .setMustExist(true)
                .build()) {
            // What was reviewed stays in the branch: a follow-up only ever adds to it.
            boolean force = order.revision() == null;
            var update = update(local, branch, headCommit, lease(key, order, branch), force);
            var result = remote.push(access, local, List.of(update), git.cloneTimeout());
            judge(update, result, branch, access, force);
        }
    }

    @SuppressWarnings("NullAway") // JGit takes null for "no tracking branch" but is not annotated
    private static RemoteRefUpdate update(
            Repository local, String branch, String commit, ObjectId expected, boolean force) throws IOException {
        return new RemoteRefUpdate(local, commit, HEADS + branch, force, null, expected);
    }

    private ObjectId lease(AttemptKey key, GenerationOrder order, String branch) throws IOException {
        var lease = tree(key).lease();
        if (lease.isPresent()) {
            return ObjectId.fromString(lease.get());
        }
        var revision = order.revision();
        var owned = revision == null ? order.owned() : revision.delivery();
        return owned != null && owned.branch().equals(branch)
                ? ObjectId.fromString(owned.headCommit())
                : ObjectId.zeroId();
    }

    private static void judge(RemoteRefUpdate update, PushResult result, String branch, Access access, boolean force)
            throws RemoteTrouble {
        var host = access.url().host();
        switch (update.getStatus()) {
            case OK, UP_TO_DATE -> {}
            case REJECTED_NONFASTFORWARD, REJECTED_REMOTE_CHANGED ->
                throw new RemoteTrouble(
                        Kind.BRANCH_CONFLICT,
                        "Somebody else pushed to " + branch + " meanwhile. Their work is untouched; "
                                + (force
                                        ? "generate again, and a branch of its own is used."
                                        : "another attempt goes on from it."));
            default -> {
                var said = spoken(update, result, access.token());
                if (said.contains("failed to lock") || said.contains("reference already exists")) {
                    throw new RemoteTrouble(
                            Kind.BRANCH_CONFLICT,
                            "Somebody else pushed to " + branch + " at the same moment. Generate again.");
                }
                throw new RemoteTrouble(
                        Kind.PUSH_REJECTED,
                        host + " did not take the branch " + branch
                                + (said.isEmpty() ? "." : ". It said: " + said + ".")
                                + " Check the rules for branches and commits on the server.");
            }
        }
    }

    private static String spoken(RemoteRefUpdate update, PushResult result, @Nullable String token) {
        @Nullable String reason = update.getMessage();
        @Nullable String messages = result.getMessages();
        var said = (reason == null ? "" : reason) + (messages == null || messages.isBlank() ? "" : ": " + messages);
        if (token != null) {
            said = said.replace(token, "***");
        }
        return Wording.clean(said, 500);
    }

    @Override
    public void discard(AttemptKey key) {
        var tree = tree(key);
        synchronized (tree) {
            try {
                FileTrees.delete(work.run(key));
                var task = work.run(key).getParent();
                if (task != null) {
                    Files.deleteIfExists(task);
                }
            } catch (DirectoryNotEmptyException otherAttempts) {
                // they stay
            } catch (IOException broken) {
                LOG.warn("The work directory of {} could not be removed: {}", key, broken.getMessage());
            }
            trees.remove(key);
        }
    }

    @Override
    public boolean exists(AttemptKey key) {
        return Files.isRegularFile(checked(key).resolve("git").resolve("HEAD"));
    }

    @Override
    public Optional<Integer> changedFiles(AttemptKey key) {
        var tree = tree(key);
        synchronized (tree) {
            try {
                return tree.changedFiles();
            } catch (GitFailed failed) {
                LOG.warn("The changed files of {} could not be counted: {}", key, failed.text());
                return Optional.empty();
            }
        }
    }

    private interface TreeWork<T> {

        T on(WorkTree tree) throws GitFailed, IOException, AttemptFailure;
    }

    private <T> T onTree(AttemptKey key, GenerationStep step, String what, TreeWork<T> job) throws AttemptFailure {
        var tree = tree(key);
        synchronized (tree) {
            if (!exists(key)) {
                throw gone(step);
            }
            try {
                return job.on(tree);
            } catch (GitFailed failed) {
                throw failed.asFailure(step, what);
            } catch (IOException | UncheckedIOException broken) {
                throw diskFailure(broken, step, what);
            }
        }
    }

    private WorkTree tree(AttemptKey key) {
        checked(key);
        return trees.computeIfAbsent(key, at -> new WorkTree(cli, work.git(at), work.workspace(at)));
    }

    private WorkTree fresh(AttemptKey key) {
        var tree = tree(key);
        tree.forget();
        return tree;
    }

    /** The attempt's directory, once it is sure that it is inside the work directory. */
    private Path checked(AttemptKey key) {
        var run = work.run(key);
        if (!run.normalize().equals(run) || run.getNameCount() != work.runs().getNameCount() + 2) {
            throw new IllegalArgumentException("this id cannot name a directory");
        }
        return run;
    }

    private Access access(GenerationOrder order) throws RemoteTrouble {
        return access(order.repositoryId(), order.gitUrl(), order.platform());
    }

    private Access access(InspectionOrder order) throws RemoteTrouble {
        return access(order.repositoryId(), order.gitUrl(), order.platform());
    }

    private Access access(RepositoryId repositoryId, String gitUrl, Platform platform) throws RemoteTrouble {
        var url = policy.parse(trusted.locate(gitUrl));
        return new Access(
                url,
                git.credentialUser(url, platform),
                vault.reveal(repositoryId).orElse(null));
    }

    private static void checkStopped(StopSignal stop) throws StoppedException {
        if (stop.isStopped()) {
            throw new StoppedException();
        }
    }

    private static AttemptFailure gone(GenerationStep step) {
        return new AttemptFailure(
                FailureCode.WORKSPACE_FAILED, step, "The work directory of this attempt is gone. Generate again.");
    }

    private static AttemptFailure diskFailure(Exception broken, GenerationStep step, String what) {
        if (DiskSpace.isExhausted(broken)) {
            return new AttemptFailure(FailureCode.DISK_FULL, step, DiskSpace.MESSAGE, broken);
        }
        return new AttemptFailure(
                FailureCode.WORKSPACE_FAILED,
                step,
                what + " Ask an administrator to check the disk and the rights of the work directory.",
                broken);
    }

    private static Path emptyHome(WorkDirectory work) {
        try {
            return FileTrees.createPrivate(work.root().resolve("git-home"));
        } catch (IOException broken) {
            throw new UncheckedIOException("the work directory " + work.root() + " cannot be written to", broken);
        }
    }
}
