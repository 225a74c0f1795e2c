package io.codemaster.executor.git;

import java.io.IOException;
import java.time.Duration;

import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

import io.codemaster.api.codegen.GenerationOrder;
import io.codemaster.api.codegen.RevisionBrief;
import io.codemaster.executor.git.GitRemote.Access;
import io.codemaster.executor.git.GitRemote.Heads;
import io.codemaster.executor.git.RemoteTrouble.Kind;
import io.codemaster.executor.shared.StopSignal;
import io.codemaster.executor.shared.StoppedException;
import io.codemaster.executor.shared.Workspaces.Continued;

/**
 * Where a follow-up starts: at the commit that was reviewed, or at what somebody added to it since. A branch that no
 * longer holds the reviewed commit is somebody else's; nothing is done to it.
 */
final class FollowUpStart {

    private static final int MOST_COMMITS = 50;
    private static final int MOST_FILES = 200;

    private final GitMirrors mirrors;
    private final Duration limit;

    FollowUpStart(GitMirrors mirrors, Duration limit) {
        this.mirrors = mirrors;
        this.limit = limit;
    }

    StartPoint find(GenerationOrder order, RevisionBrief revision, Access access, Heads listed, StopSignal stop)
            throws RemoteTrouble, StoppedException, IOException {
        var branch = revision.delivery().branch();
        var reviewed = ObjectId.fromString(revision.delivery().headCommit());
        var base = ObjectId.fromString(revision.baseCommit());
        @Nullable ObjectId listedHead = listed.heads().get(branch);
        if (listedHead == null) {
            if (!mirrors.holds(order.repositoryId(), reviewed)) {
                throw deleted(branch, reviewed);
            }
            return new StartPoint(branch, reviewed, base, ObjectId.zeroId());
        }
        var head = mirrors.fetch(order.repositoryId(), access, branch, listedHead, limit, stop);
        if (head.equals(reviewed)) {
            return new StartPoint(branch, head, base, head);
        }
        if (!mirrors.leads(order.repositoryId(), reviewed, head)) {
            throw rewritten(branch, reviewed);
        }
        return new StartPoint(branch, head, movedBase(order, access, listed, base, reviewed, head, stop), head);
    }

    /** Who added to the branch may have merged the target branch into it; what came with that is not the change. */
    private ObjectId movedBase(
            GenerationOrder order,
            Access access,
            Heads listed,
            ObjectId base,
            ObjectId reviewed,
            ObjectId head,
            StopSignal stop)
            throws RemoteTrouble, StoppedException, IOException {
        var repository = order.repositoryId();
        @Nullable ObjectId listedTarget = listed.heads().get(order.sourceBranch());
        if (listedTarget == null) {
            return base;
        }
        var target = mirrors.fetch(repository, access, order.sourceBranch(), listedTarget, limit, stop);
        var merged = mirrors.mergeBase(repository, target, head);
        return merged.isPresent()
                        && mirrors.leads(repository, base, merged.get())
                        && !mirrors.leads(repository, reviewed, merged.get())
                ? merged.get()
                : base;
    }

    /** What there is to go on with, as git tells it. */
    Continued describe(WorkTree tree, String baseCommit) throws GitFailed, IOException {
        var start = tree.start();
        var commits = tree.git()
                .text(
                        "log",
                        "--no-color",
                        "--reverse",
                        "--format=%h %s (%an)",
                        "-n",
                        Integer.toString(MOST_COMMITS),
                        baseCommit + ".." + start,
                        "--");
        var stat = tree.git()
                .text(
                        "diff",
                        "-M",
                        "--no-color",
                        "--no-ext-diff",
                        "--no-textconv",
                        "--stat=120",
                        "--stat-count=" + MOST_FILES,
                        baseCommit,
                        start,
                        "--");
        return new Continued(start, commits, stat);
    }

    private static RemoteTrouble deleted(String branch, ObjectId reviewed) {
        return new RemoteTrouble(
                Kind.BRANCH_MISSING,
                "The branch " + Wording.clean(branch, 100) + " was deleted, and its commit " + abbreviated(reviewed)
                        + " is not known here any more. Push the branch again and try again, or generate the requirement"
                        + " again.");
    }

    private static RemoteTrouble rewritten(String branch, ObjectId reviewed) {
        return new RemoteTrouble(
                Kind.BRANCH_CONFLICT,
                "The branch " + Wording.clean(branch, 100) + " was rewritten: it no longer holds the commit "
                        + abbreviated(reviewed)
                        + " that was reviewed. What is there is untouched. Put the reviewed commit"
                        + " back and try again, or generate the requirement again.");
    }

    private static String abbreviated(ObjectId commit) {
        return commit.abbreviate(10).name();
    }
}
