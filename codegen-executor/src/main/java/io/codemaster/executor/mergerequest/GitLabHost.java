package io.codemaster.executor.mergerequest;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.ws.rs.ProcessingException;

import org.gitlab4j.api.GitLabApi;
import org.gitlab4j.api.GitLabApiException;
import org.gitlab4j.api.models.MergeRequest;
import org.gitlab4j.api.models.MergeRequestFilter;
import org.gitlab4j.api.models.MergeRequestParams;
import org.gitlab4j.models.Constants;
import org.jspecify.annotations.Nullable;

import io.codemaster.api.mergerequest.MergeRequestOrder;
import io.codemaster.api.mergerequest.MergeRequestState;
import io.codemaster.api.mergerequest.RemoteMergeRequest;
import io.codemaster.api.shared.ErrorCode;
import io.codemaster.executor.shared.MergeTrouble;
import io.codemaster.executor.shared.RepositoryServers;

/** Merge requests on GitLab, the public one or one's own. */
final class GitLabHost implements MergeRequestHost {

    private static final int PER_PAGE = 96;

    /** A server that ignores the filter may have many; further back than this nobody looks. */
    private static final int MOST_PAGES = 5;

    private static final String DRAFT = "Draft: ";

    /** GitLab knows which merge requests can be merged only a moment after it was asked. */
    private static final List<String> UNDECIDED =
            List.of("unchecked", "checking", "preparing", "approvals_syncing", "ci_still_running");

    private final RepositoryServers servers;

    private final PlatformProperties properties;

    private final Clock clock;

    /** Which of several possible places a server turned out to be at. */
    private final Map<List<ApiPlace>, ApiPlace> known = new ConcurrentHashMap<>();

    GitLabHost(RepositoryServers servers, PlatformProperties properties, Clock clock) {
        this.servers = servers;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public RemoteMergeRequest open(Wanted wanted) throws MergeTrouble {
        return atItsPlace(wanted.order(), wanted.token(), (project, errors) -> {
            var open = Optional.<MergeRequest>empty();
            if (wanted.number() != null) {
                open = project.find(wanted.number());
                if (open.isPresent() && !isOpen(open.get())) {
                    return described(open.get(), errors);
                }
            }
            if (open.isEmpty()) {
                open = project.find(wanted.order());
            }
            return described(
                    open.isPresent() ? project.update(open.get(), wanted) : project.create(wanted, errors), errors);
        });
    }

    @Override
    public RemoteMergeRequest read(MergeRequestOrder order, @Nullable String token, long number) throws MergeTrouble {
        return atItsPlace(order, token, (project, errors) -> {
            try {
                return described(project.read(number), errors);
            } catch (GitLabApiException failure) {
                if (failure.getHttpStatus() == 404 && project.exists()) {
                    throw errors.gone(number, failure);
                }
                throw failure;
            }
        });
    }

    // ---- where it is ----

    private interface Work {

        RemoteMergeRequest on(Project project, PlatformErrors errors) throws GitLabApiException, MergeTrouble;
    }

    private RemoteMergeRequest atItsPlace(MergeRequestOrder order, @Nullable String token, Work work)
            throws MergeTrouble {
        var place = servers.place(order.gitUrl());
        var errors = new PlatformErrors(PlatformErrors.Platform.GITLAB, place.host(), token, clock);
        if (token == null) {
            throw errors.tokenMissing();
        }
        var candidates = ApiPlace.ofGitLab(place, properties);
        @Nullable ApiPlace at = known.get(candidates);
        @Nullable MergeTrouble first = null;
        for (var candidate : at == null ? candidates : List.of(at)) {
            try {
                var done = at(candidate, token, errors, work);
                known.put(candidates, candidate);
                return done;
            } catch (MergeTrouble trouble) {
                var code = trouble.failure().code();
                boolean elsewhere = code == ErrorCode.MERGE_PROJECT_NOT_FOUND
                        || code == ErrorCode.MERGE_ANSWER_NOT_UNDERSTOOD
                        || code == ErrorCode.MERGE_REDIRECTED;
                if (!elsewhere) {
                    throw trouble;
                }
                first = first == null ? trouble : first;
            }
        }
        throw Objects.requireNonNull(first);
    }

    private RemoteMergeRequest at(ApiPlace place, String token, PlatformErrors errors, Work work) throws MergeTrouble {
        servers.check(place.address());
        int millis = (int) properties.apiTimeout().toMillis();
        // NoRedirects keeps it on this server
        try (var api = new GitLabApi(GitLabApi.ApiVersion.V4, place.base(), Constants.TokenType.PRIVATE, token)) {
            api.setRequestTimeout(millis, millis);
            return Deadline.within(wholeLimit(), errors, () -> {
                try {
                    return work.on(new Project(api, place.project(), servers, place), errors);
                } catch (GitLabApiException failure) {
                    throw explained(failure, errors);
                } catch (ProcessingException failure) {
                    throw errors.noAnswer(failure);
                }
            });
        }
    }

    private Duration wholeLimit() {
        return properties.apiTimeout().multipliedBy(2);
    }

    private static MergeTrouble explained(GitLabApiException failure, PlatformErrors errors) {
        int status = failure.getHttpStatus();
        return status == 0
                ? errors.noAnswer(failure)
                : errors.status(status, String.valueOf(failure.getMessage()), name -> header(failure, name), failure);
    }

    private static @Nullable String header(GitLabApiException failure, String name) {
        var headers = failure.getHeaders();
        if (headers != null) {
            for (var header : headers.entrySet()) {
                if (name.equalsIgnoreCase(header.getKey())
                        && header.getValue() != null
                        && !header.getValue().isEmpty()) {
                    return header.getValue().get(0);
                }
            }
        }
        return null;
    }

    // ---- what it says ----

    private static boolean isOpen(MergeRequest found) {
        return "opened".equals(found.getState()) || "locked".equals(found.getState());
    }

    private static RemoteMergeRequest described(MergeRequest found, PlatformErrors errors) throws MergeTrouble {
        @Nullable Long number = found.getIid();
        @Nullable String source = found.getSourceBranch();
        @Nullable String target = found.getTargetBranch();
        @Nullable String title = found.getTitle();
        if (number == null || source == null || target == null || title == null) {
            throw errors.notUnderstood(null);
        }
        var state = switch (String.valueOf(found.getState())) {
            case "opened", "locked" -> MergeRequestState.OPENED;
            case "merged" -> MergeRequestState.MERGED;
            case "closed" -> MergeRequestState.CLOSED;
            default -> throw errors.notUnderstood(null);
        };
        boolean merged = state == MergeRequestState.MERGED;
        return new RemoteMergeRequest(
                number,
                webPage(found.getWebUrl()),
                title,
                source,
                target,
                found.getSha(),
                state,
                state == MergeRequestState.OPENED ? mergeable(found) : null,
                merged
                        ? found.getMergeCommitSha() != null ? found.getMergeCommitSha() : found.getSquashCommitSha()
                        : null,
                merged && found.getMergedAt() != null ? found.getMergedAt().toInstant() : null);
    }

    /** Only what a browser may be sent to. */
    static @Nullable String webPage(@Nullable String url) {
        return url != null && url.matches("https?://[^\\s<>\"']{1,1900}") ? url : null;
    }

    private static @Nullable Boolean mergeable(MergeRequest found) {
        if (Boolean.TRUE.equals(found.getHasConflicts())) {
            return false;
        }
        @Nullable String detailed = found.getDetailedMergeStatus();
        if (detailed == null || UNDECIDED.contains(detailed)) {
            return null;
        }
        return !detailed.equals("conflict") && !detailed.equals("broken_status");
    }

    /** The calls for one project; the address is checked before each. */
    private record Project(GitLabApi api, String path, RepositoryServers servers, ApiPlace place) {

        private void check() throws MergeTrouble {
            servers.check(place.address());
        }

        MergeRequest read(long number) throws GitLabApiException, MergeTrouble {
            check();
            return api.getMergeRequestApi().getMergeRequest(path, number);
        }

        boolean exists() throws MergeTrouble, GitLabApiException {
            check();
            try {
                return api.getProjectApi().getProject(path).getId() != null;
            } catch (GitLabApiException failure) {
                if (failure.getHttpStatus() == 404) {
                    return false;
                }
                throw failure;
            }
        }

        Optional<MergeRequest> find(long number) throws GitLabApiException, MergeTrouble {
            try {
                return Optional.of(read(number));
            } catch (GitLabApiException failure) {
                if (failure.getHttpStatus() == 404) {
                    return Optional.empty();
                }
                throw failure;
            }
        }

        Optional<MergeRequest> find(MergeRequestOrder order) throws GitLabApiException, MergeTrouble {
            check();
            var filter = new MergeRequestFilter()
                    .withState(Constants.MergeRequestState.OPENED)
                    .withSourceBranch(order.sourceBranch())
                    .withTargetBranch(order.targetBranch());
            var pages = api.getMergeRequestApi().getMergeRequests(path, filter, PER_PAGE);
            for (int page = 0; page < MOST_PAGES && pages.hasNext(); page++) {
                for (var found : pages.next()) {
                    if (isOpen(found) && isOf(order, found)) {
                        return Optional.of(found);
                    }
                }
            }
            return Optional.empty();
        }

        /** A fork may have a branch of the same name. */
        private static boolean isOf(MergeRequestOrder order, MergeRequest found) {
            return order.sourceBranch().equals(found.getSourceBranch())
                    && order.targetBranch().equals(found.getTargetBranch())
                    && (found.getSourceProjectId() == null
                            || found.getTargetProjectId() == null
                            || found.getSourceProjectId().equals(found.getTargetProjectId()));
        }

        MergeRequest update(MergeRequest found, Wanted wanted) throws GitLabApiException, MergeTrouble {
            var title = title(wanted, Boolean.TRUE.equals(found.getDraft()));
            if (title.equals(found.getTitle()) && wanted.text().description().equals(found.getDescription())) {
                return read(found.getIid());
            }
            check();
            return api.getMergeRequestApi()
                    .updateMergeRequest(
                            path,
                            found.getIid(),
                            new MergeRequestParams()
                                    .withTitle(title)
                                    .withDescription(wanted.text().description()));
        }

        MergeRequest create(Wanted wanted, PlatformErrors errors) throws GitLabApiException, MergeTrouble {
            check();
            try {
                return api.getMergeRequestApi()
                        .createMergeRequest(
                                path,
                                new MergeRequestParams()
                                        .withSourceBranch(wanted.order().sourceBranch())
                                        .withTargetBranch(wanted.order().targetBranch())
                                        .withTitle(title(wanted, wanted.order().draft()))
                                        .withDescription(wanted.text().description()));
            } catch (GitLabApiException failure) {
                if (failure.getHttpStatus() != 409 && failure.getHttpStatus() != 422) {
                    throw failure;
                }
                // somebody else, or an earlier try whose answer was lost, was first
                var there = find(wanted.order());
                if (there.isEmpty()) {
                    throw explained(failure, errors);
                }
                return update(there.get(), wanted);
            }
        }

        private static String title(Wanted wanted, boolean draft) {
            var title = wanted.text().title();
            return draft && !title.startsWith(DRAFT)
                    ? Neutral.cut(DRAFT + title, MergeRequestText.LONGEST_TITLE)
                    : title;
        }
    }
}
