package io.codemaster.executor.mergerequest;

import static io.codemaster.executor.mergerequest.PlatformWorld.HEAD;
import static io.codemaster.executor.mergerequest.PlatformWorld.NOW;
import static io.codemaster.executor.mergerequest.PlatformWorld.SOURCE;
import static io.codemaster.executor.mergerequest.PlatformWorld.TOKEN;
import static io.codemaster.executor.mergerequest.PlatformWorld.failure;
import static io.codemaster.executor.mergerequest.PlatformWorld.order;
import static io.codemaster.executor.mergerequest.PlatformWorld.wanted;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import javax.net.ssl.SSLContext;

import org.junit.jupiter.api.Test;

import io.codemaster.api.repository.Platform;
import io.codemaster.api.shared.ErrorCode;
import io.codemaster.testing.github.TestingGitHub;
import io.codemaster.testing.platform.TestingPlatform.Answer;

class GitHubHostIT extends MergeRequestHostContract<TestingGitHub> {

    @Override
    TestingGitHub startPlatform() {
        var started = TestingGitHub.start("team/shop");
        started.requireToken(TOKEN);
        return started;
    }

    @Override
    TestingGitHub startSecure(SSLContext context) {
        return TestingGitHub.startSecure("team/shop", context);
    }

    @Override
    String cloneUrl(TestingGitHub of) {
        return of.cloneUrl();
    }

    @Override
    MergeRequestHost host(PlatformProperties properties) {
        return new GitHubHost(PlatformWorld.servers(), properties, PlatformWorld.CLOCK);
    }

    @Override
    Platform kind() {
        return Platform.GITHUB;
    }

    @Override
    TrafficContract contract() {
        return TrafficContract.ofGitHub();
    }

    @Override
    String update() {
        return "PATCH";
    }

    @Override
    String pageOfTheFirst() {
        return platform.url() + "/team/shop/pull/1";
    }

    @Test
    void aDraftSaysSo() throws Exception {
        host.open(wanted(order(platform.cloneUrl(), Platform.GITHUB, true), TOKEN, null));
        assertThat(platform.changes().get(0).draft).isTrue();
        TrafficContract.ofGitHub().holdsFor(platform);
    }

    @Test
    void anAddressThatIsConfiguredComesFirst() throws Exception {
        var configured = new GitHubHost(
                PlatformWorld.servers(),
                PlatformWorld.properties("git.example.com=" + platform.url() + "/api/v3/"),
                PlatformWorld.CLOCK);
        configured.open(wanted(order("https://git.example.com/team/shop.git", Platform.GITHUB), TOKEN, null));
        assertThat(platform.changes()).hasSize(1);
    }

    @Test
    void nobodyIsAskedWhoTheTokenBelongsTo() throws Exception {
        open(null);
        assertThat(platform.exchanges()).noneMatch(it -> it.path().endsWith("/user"));
        assertThat(platform.exchanges()).noneMatch(it -> it.path().contains("rate_limit"));
        assertThat(platform.exchanges()).noneMatch(it -> it.query().contains(TOKEN));
    }

    @Test
    void linksToAnotherServerAreNotFollowed() throws Exception {
        try (var elsewhere = TestingGitHub.start("team/shop")) {
            platform.openByHand("other", "main", "Other");
            platform.ignoreFilters();
            open(null);
            platform.once(
                    "GET",
                    Answer.json(200, List.of())
                            .with(
                                    "Link",
                                    "<" + elsewhere.url() + "/api/v3/repos/team/shop/pulls?page=2>; rel=\"next\""));
            failure(() -> host.read(order(platform.cloneUrl(), Platform.GITHUB), TOKEN, 1));
            assertThat(elsewhere.exchanges()).isEmpty();
        }
    }

    // ---- what goes wrong ----

    @Test
    void aTokenThatMayNot() {
        platform.once("POST", TestingGitHub.problem(403, "Resource not accessible by personal access token"));
        var failure = failure(() -> open(null));
        assertThat(failure.code()).isEqualTo(ErrorCode.MERGE_SCOPE_MISSING);
        assertThat(failure.message()).contains("scope repo", "Pull requests");
    }

    @Test
    void aChangeThatIsNoneAnyMore() {
        platform.branch("main", HEAD);
        assertThat(failure(() -> open(null)).code()).isEqualTo(ErrorCode.MERGE_NOTHING_TO_MERGE);
        TrafficContract.ofGitHub().holdsFor(platform);
    }

    @Test
    void aBranchThatIsNotThere() {
        var other = order(platform.cloneUrl(), Platform.GITHUB);
        platform.close();
        platform = TestingGitHub.start("team/shop");
        platform.branch("main", "1".repeat(40));
        assertThat(other.sourceBranch()).isEqualTo(SOURCE);
        assertThat(failure(() -> open(null)).code()).isEqualTo(ErrorCode.MERGE_BRANCH_MISSING);
    }

    @Test
    void aDuplicateThatNobodyCanFind() {
        platform.once("POST", TestingGitHub.problem(409, "Conflict"));
        assertThat(failure(() -> open(null)).code()).isEqualTo(ErrorCode.MERGE_ALREADY_EXISTS);
    }

    @Test
    void whatItDoesNotTake() {
        platform.once("POST", TestingGitHub.problem(422, "Draft pull requests are not supported, " + TOKEN));
        var failure = failure(() -> open(null));
        assertThat(failure.code()).isEqualTo(ErrorCode.MERGE_REJECTED);
        assertThat(failure.message())
                .contains("Draft pull requests are not supported")
                .doesNotContain(TOKEN);
    }

    @Test
    void aLimitSaysWhenItPassesAndIsNotSleptOn() {
        long before = System.nanoTime();
        platform.always(TestingGitHub.problem(403, "API rate limit exceeded for user")
                .with("X-RateLimit-Remaining", "0")
                .with("X-RateLimit-Limit", "5000")
                .with("X-RateLimit-Reset", Long.toString(NOW.plusSeconds(1_800).getEpochSecond())));
        var failure = failure(() -> open(null));
        assertThat(failure.code()).isEqualTo(ErrorCode.MERGE_RATE_LIMITED);
        assertThat(failure.passesAt()).isEqualTo(NOW.plusSeconds(1_800));
        platform.always(TestingGitHub.problem(403, "You have exceeded a secondary rate limit")
                .with("Retry-After", "60"));
        assertThat(failure(() -> open(null)).passesAt()).isEqualTo(NOW.plusSeconds(60));
        platform.always(TestingGitHub.problem(429, "Too many requests"));
        assertThat(failure(() -> open(null)).code()).isEqualTo(ErrorCode.MERGE_RATE_LIMITED);
        assertThat(System.nanoTime() - before).isLessThan(8_000_000_000L);
    }
}
