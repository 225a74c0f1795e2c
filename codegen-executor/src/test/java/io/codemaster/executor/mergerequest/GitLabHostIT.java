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
import java.util.Map;
import javax.net.ssl.SSLContext;

import org.junit.jupiter.api.Test;

import io.codemaster.api.mergerequest.MergeRequestFailure;
import io.codemaster.api.repository.Platform;
import io.codemaster.api.shared.ErrorCode;
import io.codemaster.testing.gitlab.TestingGitLab;
import io.codemaster.testing.platform.TestingPlatform.Answer;

class GitLabHostIT extends MergeRequestHostContract<TestingGitLab> {

    @Override
    TestingGitLab startPlatform() {
        var started = TestingGitLab.start("team/backend/shop");
        started.requireToken(TOKEN);
        return started;
    }

    @Override
    TestingGitLab startSecure(SSLContext context) {
        return TestingGitLab.startSecure("team/shop", context);
    }

    @Override
    String cloneUrl(TestingGitLab of) {
        return of.cloneUrl();
    }

    @Override
    MergeRequestHost host(PlatformProperties properties) {
        return new GitLabHost(PlatformWorld.servers(), properties, PlatformWorld.CLOCK);
    }

    @Override
    Platform kind() {
        return Platform.GITLAB;
    }

    @Override
    TrafficContract contract() {
        return TrafficContract.ofGitLab();
    }

    @Override
    String update() {
        return "PUT";
    }

    @Override
    String pageOfTheFirst() {
        return platform.url() + "/team/backend/shop/-/merge_requests/1";
    }

    private MergeRequestFailure answered(int status, Object body) {
        platform.always(Answer.json(status, body));
        return failure(() -> open(null));
    }

    @Test
    void aDraftSaysSo() throws Exception {
        host.open(wanted(order(platform.cloneUrl(), Platform.GITLAB, true), TOKEN, null));
        assertThat(platform.changes().get(0).title).isEqualTo("Draft: PAY-12 Refund an order");
    }

    @Test
    void aServerBelowAPathIsFoundAndRemembered() throws Exception {
        try (var below = TestingGitLab.startBelow("platform", "team/shop")) {
            below.requireToken(TOKEN);
            below.branch("main", HEAD);
            below.branch(SOURCE, HEAD);
            var asked = order(below.cloneUrl(), Platform.GITLAB);
            assertThat(host.open(wanted(asked, TOKEN, null)).number()).isEqualTo(1);
            int before = below.exchanges().size();
            host.read(asked, TOKEN, 1);
            assertThat(below.exchanges()).hasSize(before + 1);
        }
    }

    @Test
    void anAddressThatIsConfiguredComesFirst() throws Exception {
        try (var below = TestingGitLab.startBelow("platform", "team/shop")) {
            below.branch("main", HEAD);
            below.branch(SOURCE, HEAD);
            var configured = new GitLabHost(
                    PlatformWorld.servers(),
                    PlatformWorld.properties(below.host() + "=" + below.url() + "/platform/api/v4"),
                    PlatformWorld.CLOCK);
            configured.open(wanted(order(below.cloneUrl(), Platform.GITLAB), TOKEN, null));
            assertThat(below.exchanges()).allMatch(it -> it.path().startsWith("/platform/api/v4/"));
        }
    }

    // ---- what goes wrong ----

    @Test
    void aTokenThatMayNot() {
        var failure = answered(403, Map.of("error", "insufficient_scope", "scope", "api"));
        assertThat(failure.code()).isEqualTo(ErrorCode.MERGE_SCOPE_MISSING);
        assertThat(failure.message()).contains("scope api");
    }

    @Test
    void aConflictThatNobodyCanFind() {
        platform.once(
                "POST",
                Answer.json(
                        409,
                        Map.of(
                                "message",
                                List.of("Another open merge request already exists for this source branch: !3"))));
        var failure = failure(() -> open(null));
        assertThat(failure.code()).isEqualTo(ErrorCode.MERGE_ALREADY_EXISTS);
        assertThat(failure.message()).contains("!3");
    }

    @Test
    void aBranchThatIsNotThere() {
        platform.once(
                "POST",
                Answer.json(422, Map.of("message", Map.of("base", List.of("Source branch \"x\" does not exist")))));
        assertThat(failure(() -> open(null)).code()).isEqualTo(ErrorCode.MERGE_BRANCH_MISSING);
    }

    @Test
    void whatItDoesNotTake() {
        platform.once("POST", Answer.json(422, Map.of("message", Map.of("title", List.of("is " + TOKEN)))));
        var failure = failure(() -> open(null));
        assertThat(failure.code()).isEqualTo(ErrorCode.MERGE_REJECTED);
        assertThat(failure.message()).contains("422").doesNotContain(TOKEN);
        platform.once("POST", Answer.json(400, Map.of("error", "title is missing")));
        assertThat(failure(() -> open(null)).code()).isEqualTo(ErrorCode.MERGE_REJECTED);
    }

    @Test
    void tooManyRequestsSayWhenTheyPassAndAreNotSleptOn() {
        platform.always(Answer.json(429, Map.of("message", "Too Many Requests")).with("Retry-After", "3600"));
        long before = System.nanoTime();
        var failure = failure(() -> open(null));
        assertThat(failure.code()).isEqualTo(ErrorCode.MERGE_RATE_LIMITED);
        assertThat(failure.passing()).isTrue();
        assertThat(failure.passesAt()).isEqualTo(NOW.plusSeconds(3_600));
        assertThat(System.nanoTime() - before).isLessThan(5_000_000_000L);
    }
}
