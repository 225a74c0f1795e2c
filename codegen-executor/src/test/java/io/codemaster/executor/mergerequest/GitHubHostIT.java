package io.codemaster.executor.mergerequest;

import static io.codemaster.executor.mergerequest.PlatformWorld.HEAD;
import static io.codemaster.executor.mergerequest.PlatformWorld.NOW;
import static io.codemaster.executor.mergerequest.PlatformWorld.SOURCE;
import static io.codemaster.executor.mergerequest.PlatformWorld.TOKEN;
import static io.codemaster.executor.mergerequest.PlatformWorld.failure;
import static io.codemaster.executor.mergerequest.PlatformWorld.order;
import static io.codemaster.executor.mergerequest.PlatformWorld.wanted;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.ServerSocket;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.codemaster.api.mergerequest.MergeRequestState;
import io.codemaster.api.mergerequest.RemoteMergeRequest;
import io.codemaster.api.repository.Platform;
import io.codemaster.api.shared.ErrorCode;
import io.codemaster.executor.shared.MergeTrouble;
import io.codemaster.testing.github.TestingGitHub;
import io.codemaster.testing.platform.TestingPlatform.Answer;

class GitHubHostIT {

    private TestingGitHub github;

    private GitHubHost host;

    @BeforeEach
    void start() {
        github = TestingGitHub.start("team/shop");
        github.requireToken(TOKEN);
        github.branch("main", "1".repeat(40));
        github.branch(SOURCE, HEAD);
        host = new GitHubHost(PlatformWorld.servers(), PlatformWorld.properties(), PlatformWorld.CLOCK);
    }

    @AfterEach
    void stop() {
        github.close();
    }

    private RemoteMergeRequest open(@Nullable Long number) throws MergeTrouble {
        return host.open(wanted(order(github.cloneUrl(), Platform.GITHUB), TOKEN, number));
    }

    private RemoteMergeRequest read(long number) throws MergeTrouble {
        return host.read(order(github.cloneUrl(), Platform.GITHUB), TOKEN, number);
    }

    private long sent(String method) {
        return github.exchanges().stream()
                .filter(it -> it.method().equals(method))
                .count();
    }

    @Test
    void itIsOpenedAndThenMerged() throws Exception {
        var opened = open(null);
        assertThat(opened.number()).isEqualTo(1);
        assertThat(opened.state()).isEqualTo(MergeRequestState.OPENED);
        assertThat(opened.title()).isEqualTo("PAY-12 Refund an order");
        assertThat(opened.headCommit()).isEqualTo(HEAD);
        assertThat(opened.mergeable()).isTrue();
        assertThat(opened.url()).isEqualTo(github.url() + "/team/shop/pull/1");
        assertThat(github.changes().get(0).description).contains("PAY-12", "2 files changed", "Boss");

        github.merge(1);
        var merged = read(1);
        assertThat(merged.state()).isEqualTo(MergeRequestState.MERGED);
        assertThat(merged.mergeCommit()).isEqualTo("e".repeat(40));
        assertThat(merged.mergedAt()).isEqualTo(NOW);
        TrafficContract.ofGitHub().holdsFor(github);
    }

    @Test
    void openingTwiceGivesTheSame() throws Exception {
        open(null);
        assertThat(open(null).number()).isEqualTo(1);
        assertThat(open(1L).number()).isEqualTo(1);
        assertThat(github.changes()).hasSize(1);
        assertThat(sent("POST")).isEqualTo(1);
        assertThat(sent("PATCH")).isZero();
        TrafficContract.ofGitHub().holdsFor(github);
    }

    @Test
    void aLaterRoundIsWrittenIntoTheOneThereIs() throws Exception {
        open(null);
        github.changes().get(0).description = "old";
        assertThat(open(1L).number()).isEqualTo(1);
        assertThat(github.changes().get(0).description).contains("PAY-12");
        assertThat(sent("PATCH")).isEqualTo(1);
        TrafficContract.ofGitHub().holdsFor(github);
    }

    @Test
    void oneThatIsOfOtherBranchesOrOfAForkIsNotTaken() throws Exception {
        github.ignoreFilters();
        github.openByHand("other", "main", "Other");
        github.openByHand(SOURCE, "release", "Elsewhere");
        github.openByHand(SOURCE, "main", "A fork's").fromFork = true;
        assertThat(open(null).number()).isEqualTo(4);
    }

    @Test
    void oneThatSomebodyElseOpenedMeanwhileIsTaken() throws Exception {
        github.beforeCreating(() -> github.openByHand(SOURCE, "main", "Mine"));
        assertThat(open(null).number()).isEqualTo(1);
        assertThat(github.changes()).hasSize(1);
        assertThat(github.changes().get(0).title).isEqualTo("PAY-12 Refund an order");
    }

    @Test
    void aServerThatAnswers200IsFineToo() throws Exception {
        github.answerLoosely();
        assertThat(open(null).number()).isEqualTo(1);
    }

    @Test
    void whatWasClosedIsMadeAnewAndMayAlsoComeBack() throws Exception {
        open(null);
        github.close(1);
        assertThat(read(1).state()).isEqualTo(MergeRequestState.CLOSED);
        assertThat(open(null).number()).isEqualTo(2);
        github.reopen(1);
        assertThat(read(1).state()).isEqualTo(MergeRequestState.OPENED);
    }

    @Test
    void aConflictIsSeen() throws Exception {
        open(null);
        github.changes().get(0).mergeable = false;
        assertThat(read(1).mergeable()).isFalse();
        github.changes().get(0).mergeable = null;
        assertThat(read(1).mergeable()).isNull();
    }

    @Test
    void aDraftSaysSo() throws Exception {
        host.open(wanted(order(github.cloneUrl(), Platform.GITHUB, true), TOKEN, null));
        assertThat(github.changes().get(0).draft).isTrue();
        TrafficContract.ofGitHub().holdsFor(github);
    }

    @Test
    void anAddressThatIsConfiguredComesFirst() throws Exception {
        var configured = new GitHubHost(
                PlatformWorld.servers(),
                PlatformWorld.properties("git.example.com=" + github.url() + "/api/v3/"),
                PlatformWorld.CLOCK);
        configured.open(wanted(order("https://git.example.com/team/shop.git", Platform.GITHUB), TOKEN, null));
        assertThat(github.changes()).hasSize(1);
    }

    @Test
    void nobodyIsAskedWhoTheTokenBelongsTo() throws Exception {
        open(null);
        assertThat(github.exchanges()).noneMatch(it -> it.path().endsWith("/user"));
        assertThat(github.exchanges()).noneMatch(it -> it.path().contains("rate_limit"));
        assertThat(github.exchanges()).noneMatch(it -> it.query().contains(TOKEN));
    }

    @Test
    void linksToAnotherServerAreNotFollowed() throws Exception {
        try (var elsewhere = TestingGitHub.start("team/shop")) {
            github.openByHand("other", "main", "Other");
            github.ignoreFilters();
            open(null);
            github.once(
                    "GET",
                    Answer.json(200, List.of())
                            .with(
                                    "Link",
                                    "<" + elsewhere.url() + "/api/v3/repos/team/shop/pulls?page=2>; rel=\"next\""));
            failure(() -> host.read(order(github.cloneUrl(), Platform.GITHUB), TOKEN, 1));
            assertThat(elsewhere.exchanges()).isEmpty();
        }
    }

    // ---- what goes wrong ----

    @Test
    void withoutATokenNothingIsAsked() {
        var failure = failure(() -> host.open(wanted(order(github.cloneUrl(), Platform.GITHUB), null, null)));
        assertThat(failure.code()).isEqualTo(ErrorCode.MERGE_TOKEN_MISSING);
        assertThat(github.exchanges()).isEmpty();
    }

    @Test
    void aTokenThatIsNotAccepted() {
        var failure = failure(() -> host.open(wanted(order(github.cloneUrl(), Platform.GITHUB), "wrong-token", null)));
        assertThat(failure.code()).isEqualTo(ErrorCode.MERGE_TOKEN_REJECTED);
        assertThat(failure.passing()).isFalse();
        assertThat(failure.message()).contains("new one").doesNotContain("wrong-token");
    }

    @Test
    void aProjectThatIsNotThere() {
        var failure =
                failure(() -> host.open(wanted(order(github.url() + "/team/other.git", Platform.GITHUB), TOKEN, null)));
        assertThat(failure.code()).isEqualTo(ErrorCode.MERGE_PROJECT_NOT_FOUND);
    }

    @Test
    void aNumberThatIsGone() {
        assertThat(failure(() -> read(9)).code()).isEqualTo(ErrorCode.MERGE_REQUEST_GONE);
    }

    @Test
    void aGatewayWhosePlatformIsDown() {
        github.breakDown();
        var failure = failure(() -> open(null));
        assertThat(failure.code()).isEqualTo(ErrorCode.MERGE_PLATFORM_BROKEN);
        assertThat(failure.passing()).isTrue();
        assertThat(failure.message()).doesNotContain("<");
    }

    @Test
    void aServerThatDoesNotAnswer() {
        github.hold();
        host = new GitHubHost(PlatformWorld.servers(), PlatformWorld.impatient(), PlatformWorld.CLOCK);
        assertThat(failure(() -> open(null)).code()).isEqualTo(ErrorCode.MERGE_PLATFORM_SILENT);
    }

    @Test
    void aServerThatIsNotThere() throws Exception {
        int free;
        try (var socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        var nowhere = order("http://127.0.0.1:" + free + "/team/shop.git", Platform.GITHUB);
        assertThat(failure(() -> host.open(wanted(nowhere, TOKEN, null))).code())
                .isEqualTo(ErrorCode.MERGE_PLATFORM_UNREACHABLE);
    }

    @Test
    void aCertificateThatNobodyTrusts() throws Exception {
        try (var secure = TestingGitHub.startSecure("team/shop", UntrustedCertificate.context())) {
            var failure = failure(() -> host.open(wanted(order(secure.cloneUrl(), Platform.GITHUB), TOKEN, null)));
            assertThat(failure.code()).isEqualTo(ErrorCode.MERGE_CERTIFICATE_REJECTED);
        }
    }

    @Test
    void anAnswerOfAnotherShape() {
        github.always(Answer.json(200, Map.of("hello", List.of(1, 2))));
        assertThat(failure(() -> open(null)).code()).isEqualTo(ErrorCode.MERGE_ANSWER_NOT_UNDERSTOOD);
        github.always(new Answer(200, "text/html", Map.of(), "<html>Sign in</html>"));
        assertThat(failure(() -> open(null)).code()).isEqualTo(ErrorCode.MERGE_ANSWER_NOT_UNDERSTOOD);
        github.always(Answer.json(200, Map.of()));
        assertThat(failure(() -> read(1)).code()).isEqualTo(ErrorCode.MERGE_ANSWER_NOT_UNDERSTOOD);
    }

    @Test
    void nobodyFollowsARedirectWithTheToken() {
        try (var elsewhere = TestingGitHub.start("team/shop")) {
            github.always(new Answer(302, "text/html", Map.of("Location", elsewhere.url() + "/"), ""));
            assertThat(failure(() -> open(null)).code()).isEqualTo(ErrorCode.MERGE_REDIRECTED);
            assertThat(elsewhere.exchanges()).isEmpty();
        }
    }

    @Test
    void aTokenThatMayNot() {
        github.once("POST", TestingGitHub.problem(403, "Resource not accessible by personal access token"));
        var failure = failure(() -> open(null));
        assertThat(failure.code()).isEqualTo(ErrorCode.MERGE_SCOPE_MISSING);
        assertThat(failure.message()).contains("scope repo", "Pull requests");
    }

    @Test
    void aChangeThatIsNoneAnyMore() {
        github.branch("main", HEAD);
        assertThat(failure(() -> open(null)).code()).isEqualTo(ErrorCode.MERGE_NOTHING_TO_MERGE);
        TrafficContract.ofGitHub().holdsFor(github);
    }

    @Test
    void aBranchThatIsNotThere() {
        var other = order(github.cloneUrl(), Platform.GITHUB);
        github.close();
        github = TestingGitHub.start("team/shop");
        github.branch("main", "1".repeat(40));
        assertThat(other.sourceBranch()).isEqualTo(SOURCE);
        assertThat(failure(() -> open(null)).code()).isEqualTo(ErrorCode.MERGE_BRANCH_MISSING);
    }

    @Test
    void aDuplicateThatNobodyCanFind() {
        github.once("POST", TestingGitHub.problem(409, "Conflict"));
        assertThat(failure(() -> open(null)).code()).isEqualTo(ErrorCode.MERGE_ALREADY_EXISTS);
    }

    @Test
    void whatItDoesNotTake() {
        github.once("POST", TestingGitHub.problem(422, "Draft pull requests are not supported, " + TOKEN));
        var failure = failure(() -> open(null));
        assertThat(failure.code()).isEqualTo(ErrorCode.MERGE_REJECTED);
        assertThat(failure.message())
                .contains("Draft pull requests are not supported")
                .doesNotContain(TOKEN);
    }

    @Test
    void aLimitSaysWhenItPassesAndIsNotSleptOn() {
        long before = System.nanoTime();
        github.always(TestingGitHub.problem(403, "API rate limit exceeded for user")
                .with("X-RateLimit-Remaining", "0")
                .with("X-RateLimit-Limit", "5000")
                .with("X-RateLimit-Reset", Long.toString(NOW.plusSeconds(1_800).getEpochSecond())));
        var failure = failure(() -> open(null));
        assertThat(failure.code()).isEqualTo(ErrorCode.MERGE_RATE_LIMITED);
        assertThat(failure.passesAt()).isEqualTo(NOW.plusSeconds(1_800));
        github.always(TestingGitHub.problem(403, "You have exceeded a secondary rate limit")
                .with("Retry-After", "60"));
        assertThat(failure(() -> open(null)).passesAt()).isEqualTo(NOW.plusSeconds(60));
        github.always(TestingGitHub.problem(429, "Too many requests"));
        assertThat(failure(() -> open(null)).code()).isEqualTo(ErrorCode.MERGE_RATE_LIMITED);
        assertThat(System.nanoTime() - before).isLessThan(8_000_000_000L);
    }
}
