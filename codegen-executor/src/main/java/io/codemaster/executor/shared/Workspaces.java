package io.codemaster.executor.shared;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.artifact.ArtifactId;
import io.codemaster.api.codegen.CapturedChanges;
import io.codemaster.api.codegen.GenerationOrder;
import io.codemaster.api.inspection.InspectionOrder;
import io.codemaster.api.repository.ProveRepositoryAccess;
import io.codemaster.api.repository.RemoteFacts;

/** Everything the worker wants of git. No method leaves a credential anywhere but in memory. */
public interface Workspaces {

    /**
     * Checks URL and credential against the remote.
     *
     * @throws io.codemaster.api.shared.CommandRejected with a {@code repository.…} code
     */
    RemoteFacts prove(ProveRepositoryAccess request);

    /** Fetches the mirror and lays out the work tree; what a broken earlier try left is removed first. */
    Prepared prepare(AttemptKey key, GenerationOrder order, StopSignal stop) throws AttemptFailure, StoppedException;

    /** The full SHA-1 of the head of the branch that is to be inspected, as the server says now. */
    String head(InspectionOrder order, StopSignal stop) throws AttemptFailure, StoppedException;

    /** Fetches the mirror and lays out the files of a commit, to be read only. */
    void checkOut(AttemptKey key, InspectionOrder order, String commit, StopSignal stop)
            throws AttemptFailure, StoppedException;

    /** Records the work tree as it is and answers git's id of it; fast where little has changed. */
    String recordTree(AttemptKey key) throws AttemptFailure;

    /**
     * Records the work tree as it is and keeps its files, so that they can be shown when neither the work tree nor the
     * repository is there any more.
     *
     * @param previous git's id of the tree that was kept last; null for the one that the work tree was laid out from,
     *     whose every file is kept, whatever has happened to them since
     */
    KeptTree keepTree(AttemptKey key, @Nullable String previous) throws AttemptFailure;

    /** What a follow-up goes on with, as its work tree was laid out. */
    Continued continued(AttemptKey key, String baseCommit) throws AttemptFailure;

    /**
     * Commits what changed since the work tree was laid out and keeps patch, file list and recorded trees as artifacts. Asked
     * again for the same tree it makes the same commit.
     *
     * @throws AttemptFailure {@code generation.no-changes} when nothing changed
     */
    CapturedChanges capture(AttemptKey key, GenerationOrder order, String branch, String baseCommit)
            throws AttemptFailure;

    /**
     * Pushes the commit. Asked again after it worked, it finds the branch there and succeeds.
     *
     * @return the branch that was pushed
     */
    String push(AttemptKey key, GenerationOrder order, String branch, String headCommit) throws AttemptFailure;

    /** Removes the attempt's directory; nothing happens where there is none. */
    void discard(AttemptKey key);

    /** Whether the product's git-dir of this attempt is still there. */
    boolean exists(AttemptKey key);

    /** How many files differ from the base, as of the last recorded tree; empty before the first. */
    Optional<Integer> changedFiles(AttemptKey key);

    /**
     * A change to go on with.
     *
     * @param start the full SHA-1 that the work tree was laid out from
     * @param commits a line for each commit of the change, the oldest first
     * @param stat the files that it touched, as git's {@code --stat} prints them
     */
    record Continued(String start, String commits, String stat) {}

    /**
     * A recorded tree.
     *
     * @param id git's id of it
     * @param record a {@link io.codemaster.api.codegen.TreeRecord}; null where nothing is different from the one before
     */
    record KeptTree(String id, @Nullable ArtifactId record) {}

    /** A laid-out work tree: the branch its change will be pushed to, and the commit that the whole change starts from. */
    record Prepared(String branch, String baseCommit) {}
}
