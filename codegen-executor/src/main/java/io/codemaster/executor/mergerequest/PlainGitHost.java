package io.codemaster.executor.mergerequest;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.mergerequest.MergeRequestOrder;
import io.codemaster.api.mergerequest.MergeRequestState;
import io.codemaster.api.mergerequest.RemoteMergeRequest;
import io.codemaster.executor.shared.MergeTrouble;
import io.codemaster.executor.shared.RepositoryServers;
import io.codemaster.executor.shared.RepositoryServers.Branches;

/** Where there is no platform, the product is the platform: what is recorded is the merge request, git says the rest. */
final class PlainGitHost implements MergeRequestHost {

    private final RepositoryServers servers;

    PlainGitHost(RepositoryServers servers) {
        this.servers = servers;
    }

    @Override
    public RemoteMergeRequest open(Wanted wanted) throws MergeTrouble {
        var number = wanted.number();
        return look(wanted.order(), number == null ? 1 : number, wanted.text().title());
    }

    @Override
    public RemoteMergeRequest read(MergeRequestOrder order, @Nullable String token, long number) throws MergeTrouble {
        var title = order.title();
        return look(order, number, title == null ? order.requirementKey() : title);
    }

    private RemoteMergeRequest look(MergeRequestOrder order, long number, String title) throws MergeTrouble {
        var standing = servers.look(branches(order));
        return new RemoteMergeRequest(
                number,
                null,
                title,
                order.sourceBranch(),
                order.targetBranch(),
                standing.sourceHead(),
                standing.merged() ? MergeRequestState.MERGED : MergeRequestState.OPENED,
                standing.merged() ? null : standing.conflicts().isEmpty(),
                standing.merged() ? standing.targetHead() : null,
                null);
    }

    /** Makes the merge commit and pushes it. */
    String merge(MergeRequestOrder order, String title, List<String> trailers) throws MergeTrouble {
        var message = "Merge branch '%s' into %s\n\n%s\n\n%s\n"
                .formatted(order.sourceBranch(), order.targetBranch(), title, String.join("\n", trailers));
        return servers.merge(branches(order), message);
    }

    private static Branches branches(MergeRequestOrder order) {
        return new Branches(
                order.repositoryId(),
                order.gitUrl(),
                order.platform(),
                order.sourceBranch(),
                order.targetBranch(),
                order.headCommit());
    }
}
