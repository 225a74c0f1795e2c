package io.codemaster.executor.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryCache;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.RevFilter;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.util.FS;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.codemaster.api.repository.RepositoryId;
import io.codemaster.executor.git.GitRemote.Access;
import io.codemaster.executor.git.RemoteTrouble.Kind;
import io.codemaster.executor.shared.StopSignal;
import io.codemaster.executor.shared.StoppedException;
import io.codemaster.executor.shared.WorkDirectory;

/**
 * One bare mirror for each repository, so that a run transfers only what is new.
 *
 * <p>A mirror holds the whole history of the branches that work started from. A shallow one would transfer less the
 * first time, but every later fetch and every push would have to negotiate its edges, and servers may refuse a push out
 * of it; what the agent gets is cut to one commit anyway.
 */
final class GitMirrors {

    private static final Logger LOG = LoggerFactory.getLogger(GitMirrors.class);

    /** From this many packs on, looking up an object is slower than packing them together once. */
    private static final int MANY_PACKS = 40;

    private final WorkDirectory work;
    private final GitRemote remote;
    private final GitCli cli;
    private final Map<Path, ReentrantLock> locks = new ConcurrentHashMap<>();

    GitMirrors(WorkDirectory work, GitRemote remote, GitCli cli) {
        this.work = work;
        this.remote = remote;
        this.cli = cli;
    }

    /** Where the mirror of a repository is. */
    Path directory(RepositoryId repositoryId) {
        var id = repositoryId.value();
        var name = id.matches("[A-Za-z0-9][A-Za-z0-9_-]*") ? id : digest(id);
        return work.mirrors().resolve(name + ".git");
    }

    /**
     * Brings one branch into the mirror.
     *
     * @param head what the server said a moment ago; nothing is transferred when the mirror has it
     * @return the branch's head, which may be newer than that
     */
    ObjectId fetch(
            RepositoryId repositoryId, Access access, String branch, ObjectId head, Duration limit, StopSignal stop)
            throws RemoteTrouble, StoppedException {
        var directory = directory(repositoryId);
        var lock = lock(directory);
        var ref = ref(branch);
        return remote.call(access, limit, stop, session -> {
            lock.lockInterruptibly();
            try (var mirror = open(directory)) {
                if (!has(mirror, ref, head)) {
                    try (var transport = session.open(mirror)) {
                        transport.fetch(session.monitor(), List.of(new RefSpec("+refs/heads/" + branch + ":" + ref)));
                    }
                    tidy(directory);
                }
                var fetched = mirror.exactRef(ref);
                if (fetched == null || fetched.getObjectId() == null) {
                    throw new RemoteTrouble(
                            Kind.BRANCH_MISSING,
                            "The branch " + Wording.clean(branch, 100)
                                    + " disappeared from the repository. Choose another branch.");
                }
                return fetched.getObjectId();
            } finally {
                lock.unlock();
            }
        });
    }

    /**
     * Takes over a commit that was made here and pushed to a branch, so that work can go on from it when the branch is
     * gone from the server.
     */
    void remember(RepositoryId repositoryId, String branch, ObjectId commit, WorkTree tree)
            throws IOException, GitFailed {
        var directory = directory(repositoryId);
        var lock = lock(directory);
        lock.lock();
        try (var mirror = open(directory)) {
            tree.packSince(commit.name(), directory.resolve("objects").resolve("pack"));
            var update = mirror.updateRef(ref(branch));
            update.setNewObjectId(commit);
            update.setForceUpdate(true);
            update.update();
        } finally {
            lock.unlock();
        }
    }

    /** Whether the mirror has a commit. */
    boolean holds(RepositoryId repositoryId, ObjectId commit) throws IOException {
        var directory = directory(repositoryId);
        if (!RepositoryCache.FileKey.isGitRepository(directory.toFile(), FS.DETECTED)) {
            return false;
        }
        try (var mirror = open(directory)) {
            return mirror.getObjectDatabase().has(commit);
        }
    }

    /** Whether one commit is the other or among its ancestors; a commit that the mirror does not have is nobody's. */
    boolean leads(RepositoryId repositoryId, ObjectId ancestor, ObjectId commit) throws IOException {
        try (var mirror = open(directory(repositoryId));
                var walk = new RevWalk(mirror)) {
            return walk.isMergedInto(walk.parseCommit(ancestor), walk.parseCommit(commit));
        } catch (MissingObjectException unknown) {
            return false;
        }
    }

    /** The newest commit that both have among their ancestors; empty when there is none. */
    Optional<ObjectId> mergeBase(RepositoryId repositoryId, ObjectId one, ObjectId other) throws IOException {
        try (var mirror = open(directory(repositoryId));
                var walk = new RevWalk(mirror)) {
            walk.setRevFilter(RevFilter.MERGE_BASE);
            walk.markStart(walk.parseCommit(one));
            walk.markStart(walk.parseCommit(other));
            return Optional.ofNullable(walk.next()).map(ObjectId::copy);
        } catch (MissingObjectException unknown) {
            return Optional.empty();
        }
    }

    /** Throws a damaged mirror away, so that the next fetch starts anew. */
    void drop(RepositoryId repositoryId) throws IOException {
        var directory = directory(repositoryId);
        var lock = lock(directory);
        lock.lock();
        try {
            LOG.warn("The mirror of repository {} is damaged and is fetched anew", repositoryId);
            FileTrees.delete(directory);
        } finally {
            lock.unlock();
        }
    }

    private ReentrantLock lock(Path directory) {
        return locks.computeIfAbsent(directory, at -> new ReentrantLock());
    }

    private Repository open(Path directory) throws IOException {
        if (!RepositoryCache.FileKey.isGitRepository(directory.toFile(), FS.DETECTED)) {
            FileTrees.createPrivate(work.mirrors());
            FileTrees.delete(directory);
            try (var fresh = FileRepositoryBuilder.create(directory.toFile())) {
                fresh.create(true);
            }
        }
        return new FileRepositoryBuilder()
                .setGitDir(directory.toFile())
                .setBare()
                .setMustExist(true)
                .build();
    }

    private static boolean has(Repository mirror, String ref, ObjectId head) throws IOException {
        var known = mirror.exactRef(ref);
        return known != null
                && head.equals(known.getObjectId())
                && mirror.getObjectDatabase().has(head);
    }

    /** Packs many small packs into one. Keeps what no branch reaches any more: a run may still stand on it. */
    private void tidy(Path directory) {
        try (var files = Files.list(directory.resolve("objects").resolve("pack"))) {
            if (files.filter(file -> file.toString().endsWith(".pack")).count() > MANY_PACKS) {
                cli.in(directory).bytes("repack", "-A", "-d", "-q");
            }
        } catch (IOException | GitFailed notNow) {
            LOG.warn("A mirror could not be packed: {}", notNow.getMessage());
        }
    }

    /** Flat names: a branch "a" that became "a/b" on the server would otherwise be in its own way. */
    private static String ref(String branch) {
        return "refs/codemaster/heads/" + digest(branch);
    }

    private static String digest(String text) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 20);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
