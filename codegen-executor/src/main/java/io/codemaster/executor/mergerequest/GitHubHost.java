package io.codemaster.executor.mergerequest;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.kohsuke.github.GHException;
import org.kohsuke.github.GHFileNotFoundException;
import org.kohsuke.github.GHIOException;
import org.kohsuke.github.GHIssueState;
import org.kohsuke.github.GHPullRequest;
import org.kohsuke.github.GHRepository;
import org.kohsuke.github.GitHubAbuseLimitHandler;
import org.kohsuke.github.GitHubBuilder;
import org.kohsuke.github.GitHubRateLimitHandler;
import org.kohsuke.github.HttpException;

import io.codemaster.api.mergerequest.MergeRequestOrder;
import io.codemaster.api.mergerequest.MergeRequestState;
import io.codemaster.api.mergerequest.RemoteMergeRequest;
import io.codemaster.executor.shared.MergeTrouble;
import io.codemaster.executor.shared.RepositoryServers;

/** Pull requests on GitHub, the public one or one's own. */
final class GitHubHost implements MergeRequestHost {

    private static final int PER_PAGE = 100;

    /** A server that ignores the filter may have many; further back than this nobody looks. */
    private static final int MOST_LOOKED_AT = 500;

    private final RepositoryServers servers;

    private final PlatformProperties properties;

    private final Clock clock;

    GitHubHost(RepositoryServers servers, PlatformProperties properties, Clock clock) {
        this.servers = servers;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public RemoteMergeRequest open(Wanted wanted) throws MergeTrouble {
        return on(wanted.order(), wanted.token(), (repository, errors) -> {
            var open = Optional.<GHPullRequest>empty();
            if (wanted.number() != null) {
                open = find(repository, wanted.number());
                if (open.isPresent() && open.get().getState() != GHIssueState.OPEN) {
                    return described(open.get(), errors);
                }
            }
            if (open.isEmpty()) {
                open = find(repository, wanted.order());
            }
            return described(
                    open.isPresent() ? updated(repository, open.get(), wanted) : created(repository, wanted), errors);
        });
    }

    @Override
    public RemoteMergeRequest read(MergeRequestOrder order, @Nullable String token, long number) throws MergeTrouble {
        return on(order, token, (repository, errors) -> {
            try {
                return described(repository.getPullRequest(Math.toIntExact(number)), errors);
            } catch (GHFileNotFoundException absent) {
                throw errors.gone(number, absent);
            }
        });
    }

    private interface Work {

        RemoteMergeRequest on(GHRepository repository, PlatformErrors errors) throws IOException, MergeTrouble;
    }

    private RemoteMergeRequest on(MergeRequestOrder order, @Nullable String token, Work work) throws MergeTrouble {
        var place = servers.place(order.gitUrl());
        var errors = new PlatformErrors(PlatformErrors.Platform.GITHUB, place.host(), token, clock);
        if (token == null) {
            throw errors.tokenMissing();
        }
        var api = ApiPlace.ofGitHub(place, properties);
        servers.check(api.address());
        return Deadline.within(properties.apiTimeout().multipliedBy(2), errors, () -> {
            try {
                // the empty login spares the library its question who the token belongs to, which an app's may not ask
                var github = new GitHubBuilder()
                        .withEndpoint(api.base())
                        .withOAuthToken(token, "")
                        .withConnector(new GitHubConnection(servers, api.address(), properties.apiTimeout()))
                        .withRateLimitHandler(GitHubRateLimitHandler.FAIL)
                        .withAbuseLimitHandler(GitHubAbuseLimitHandler.FAIL)
                        .build();
                return work.on(github.getRepository(api.project()), errors);
            } catch (IOException failure) {
                throw explained(failure, errors);
            } catch (GHException wrapped) {
                throw wrapped.getCause() instanceof IOException failure
                        ? explained(failure, errors)
                        : errors.notUnderstood(wrapped);
            } catch (IllegalArgumentException | NullPointerException | IllegalStateException shape) {
                throw errors.notUnderstood(shape);
            }
        });
    }

    // ---- what there is ----

    private static Optional<GHPullRequest> find(GHRepository repository, long number) throws IOException {
        try {
            return Optional.of(repository.getPullRequest(Math.toIntExact(number)));
        } catch (GHFileNotFoundException absent) {
            return Optional.empty();
        }
    }

    private static Optional<GHPullRequest> find(GHRepository repository, MergeRequestOrder order) throws IOException {
        int seen = 0;
        for (var found : repository
                .queryPullRequests()
                .state(GHIssueState.OPEN)
                .head(repository.getOwnerName() + ":" + order.sourceBranch())
                .base(order.targetBranch())
                .list()
                .withPageSize(PER_PAGE)) {
            if (isOf(order, repository, found)) {
                return Optional.of(found);
            }
            seen++;
            if (seen >= MOST_LOOKED_AT) {
                break;
            }
        }
        return Optional.empty();
    }

    /** Servers may ignore the filter, and a fork may have a branch of the same name. */
    private static boolean isOf(MergeRequestOrder order, GHRepository repository, GHPullRequest found) {
        @Nullable GHRepository from = found.getHead().getRepository();
        return order.sourceBranch().equals(found.getHead().getRef())
                && order.targetBranch().equals(found.getBase().getRef())
                && from != null
                && repository.getFullName().equalsIgnoreCase(from.getFullName());
    }

    private static GHPullRequest created(GHRepository repository, Wanted wanted) throws IOException {
        try {
            return repository.createPullRequest(
                    wanted.text().title(),
                    wanted.order().sourceBranch(),
                    wanted.order().targetBranch(),
                    wanted.text().description(),
                    true,
                    wanted.order().draft());
        } catch (HttpException refused) {
            if (refused.getResponseCode() != 409 && refused.getResponseCode() != 422) {
                throw refused;
            }
            // somebody else, or an earlier try whose answer was lost, was first
            var there = find(repository, wanted.order());
            if (there.isEmpty()) {
                throw refused;
            }
            return updated(repository, there.get(), wanted);
        }
    }

    private static GHPullRequest updated(GHRepository repository, GHPullRequest found, Wanted wanted)
            throws IOException {
        if (!wanted.text().title().equals(found.getTitle())) {
            found.setTitle(wanted.text().title());
        }
        if (!wanted.text().description().equals(found.getBody())) {
            found.setBody(wanted.text().description());
        }
        // what comes out of a list or an edit lacks whether it can be merged
        return repository.getPullRequest(found.getNumber());
    }

    private static RemoteMergeRequest described(GHPullRequest found, PlatformErrors errors)
            throws IOException, MergeTrouble {
        @Nullable String title = found.getTitle();
        if (found.getNumber() <= 0 || title == null || found.getHead() == null || found.getBase() == null) {
            throw errors.notUnderstood(null);
        }
        boolean open = found.getState() == GHIssueState.OPEN;
        boolean merged = !open && found.isMerged();
        return new RemoteMergeRequest(
                found.getNumber(),
                found.getHtmlUrl() == null
                        ? null
                        : GitLabHost.webPage(found.getHtmlUrl().toString()),
                title,
                found.getHead().getRef(),
                found.getBase().getRef(),
                found.getHead().getSha(),
                open ? MergeRequestState.OPENED : merged ? MergeRequestState.MERGED : MergeRequestState.CLOSED,
                open ? found.getMergeable() : null,
                merged ? found.getMergeCommitSha() : null,
                merged && found.getMergedAt() != null ? found.getMergedAt().toInstant() : null);
    }

    // ---- what goes wrong ----

    private static MergeTrouble explained(IOException failure, PlatformErrors errors) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof GitHubConnection.Refused refused) {
                return refused.trouble();
            }
            if (at instanceof GitHubConnection.Redirected redirected) {
                return errors.status(redirected.status(), "", name -> null, failure);
            }
        }
        if (failure instanceof GHFileNotFoundException absent) {
            return errors.status(404, "", name -> null, absent);
        }
        if (failure instanceof HttpException refused && refused.getResponseCode() > 0) {
            int status = refused.getResponseCode();
            return status < 300
                    ? errors.notUnderstood(failure)
                    : errors.status(status, String.valueOf(refused.getMessage()), headers(refused), failure);
        }
        return errors.noAnswer(failure);
    }

    private static PlatformErrors.Headers headers(GHIOException failure) {
        @Nullable Map<String, List<String>> fields = failure.getResponseHeaderFields();
        return name -> fields == null
                ? null
                : fields.entrySet().stream()
                        .filter(it -> name.equalsIgnoreCase(it.getKey()))
                        .flatMap(it -> it.getValue().stream())
                        .findFirst()
                        .orElse(null);
    }
}
