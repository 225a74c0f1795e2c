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

import io.codemaster.api.mergerequest.MergeRequestFailure;
import io.codemaster.api.mergerequest.MergeRequestState;
import io.codemaster.api.mergerequest.RemoteMergeRequest;
import io.codemaster.api.repository.Platform;
import io.codemaster.api.shared.ErrorCode;
import io.codemaster.executor.shared.MergeTrouble;
import io.codemaster.testing.gitlab.TestingGitLab;
import io.codemaster.testing.platform.TestingPlatform.Answer;

class GitLabHostIT {

    private TestingGitLab gitlab;

    private GitLabHost host;

    @BeforeEach
    void start() {
        gitlab = TestingGitLab.start("team/backend/shop");
        gitlab.requireToken(TOKEN);
        gitlab.branch("main", "1".repeat(40));
        gitlab.branch(SOURCE, HEAD);
        host = new GitLabHost(PlatformWorld.servers(), PlatformWorld.properties(), PlatformWorld.CLOCK);
    }

    @AfterEach
    void stop() {
        gitlab.close();
    }

    private RemoteMergeRequest open(@Nullable Long number) throws MergeTrouble {
        return host.open(wanted(order(gitlab.cloneUrl(), Platform.GITLAB), TOKEN, number));
    }

    private RemoteMergeRequest read(long number) throws MergeTrouble {
        return host.read(order(gitlab.cloneUrl(), Platform.GITLAB), TOKEN, number);
    }

    private MergeRequestFailure answered(int status, Object body) {
        gitlab.always(Answer.json(status, body));
        return failure(() -> open(null));
    }

    private long sent(String method) {
        return gitlab.exchanges().stream()
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
        assertThat(opened.url()).isEqualTo(gitlab.url() + "/team/backend/shop/-/merge_requests/1");
        assertThat(gitlab.changes().get(0).description).contains("PAY-12", "2 files changed", "Boss");

        gitlab.merge(1);
        var merged = read(1);
        assertThat(merged.state()).isEqualTo(MergeRequestState.MERGED);
        assertThat(merged.mergeCommit()).isEqualTo("e".repeat(40));
        assertThat(merged.mergedAt()).isEqualTo(NOW);
        TrafficContract.ofGitLab().holdsFor(gitlab);
    }

    @Test
    void openingTwiceGivesTheSame() throws Exception {
        open(null);
        assertThat(open(null).number()).isEqualTo(1);
        assertThat(open(1L).number()).isEqualTo(1);
        assertThat(gitlab.changes()).hasSize(1);
        assertThat(sent("POST")).isEqualTo(1);
        assertThat(sent("PUT")).isZero();
        TrafficContract.ofGitLab().holdsFor(gitlab);
    }

    @Test
    void aLaterRoundIsWrittenIntoTheOneThereIs() throws Exception {
        open(null);
        gitlab.changes().get(0).description = "old";
        assertThat(open(1L).number()).isEqualTo(1);
        assertThat(gitlab.changes().get(0).description).contains("PAY-12");
        assertThat(sent("PUT")).isEqualTo(1);
        TrafficContract.ofGitLab().holdsFor(gitlab);
    }

    @Test
    void oneThatIsOfOtherBranchesOrOfAForkIsNotTaken() throws Exception {
        gitlab.ignoreFilters();
        gitlab.openByHand("other", "main", "Other");
        gitlab.openByHand(SOURCE, "release", "Elsewhere");
        gitlab.openByHand(SOURCE, "main", "A fork's").fromFork = true;
        assertThat(open(null).number()).isEqualTo(4);
    }

    @Test
    void oneThatSomebodyElseOpenedMeanwhileIsTaken() throws Exception {
        gitlab.beforeCreating(() -> gitlab.openByHand(SOURCE, "main", "Mine"));
        assertThat(open(null).number()).isEqualTo(1);
        assertThat(gitlab.changes()).hasSize(1);
        assertThat(gitlab.changes().get(0).title).isEqualTo("PAY-12 Refund an order");
    }

    @Test
    void aDraftSaysSo() throws Exception {
        host.open(wanted(order(gitlab.cloneUrl(), Platform.GITLAB, true), TOKEN, null));
        assertThat(gitlab.changes().get(0).title).isEqualTo("Draft: PAY-12 Refund an order");
    }

    @Test
    void aServerThatAnswers200IsFineToo() throws Exception {
        gitlab.answerLoosely();
        assertThat(open(null).number()).isEqualTo(1);
    }

    @Test
    void whatWasClosedIsMadeAnewAndMayAlsoComeBack() throws Exception {
        open(null);
        gitlab.close(1);
        assertThat(read(1).state()).isEqualTo(MergeRequestState.CLOSED);
        assertThat(open(null).number()).isEqualTo(2);
        gitlab.reopen(1);
        assertThat(read(1).state()).isEqualTo(MergeRequestState.OPENED);
    }

    @Test
    void aConflictIsSeen() throws Exception {
        open(null);
        gitlab.changes().get(0).mergeable = false;
        assertThat(read(1).mergeable()).isFalse();
        gitlab.changes().get(0).mergeable = null;
        assertThat(read(1).mergeable()).isNull();
    }

    @Test
    void aServerBelowAPathIsFoundAndRemembered() throws Exception {
        try (var below = TestingGitLab.startBelow("gitlab", "team/shop")) {
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
        try (var below = TestingGitLab.startBelow("gitlab", "team/shop")) {
            below.branch("main", HEAD);
            below.branch(SOURCE, HEAD);
            var configured = new GitLabHost(
                    PlatformWorld.servers(),
                    PlatformWorld.properties(below.host() + "=" + below.url() + "/gitlab/api/v4"),
                    PlatformWorld.CLOCK);
            configured.open(wanted(order(below.cloneUrl(), Platform.GITLAB), TOKEN, null));
            assertThat(below.exchanges()).allMatch(it -> it.path().startsWith("/gitlab/api/v4/"));
        }
    }

    // ---- what goes wrong ----

    @Test
    void withoutATokenNothingIsAsked() {
        var failure = failure(() -> host.open(wanted(order(gitlab.cloneUrl(), Platform.GITLAB), null, null)));
        assertThat(failure.code()).isEqualTo(ErrorCode.MERGE_TOKEN_MISSING);
        assertThat(gitlab.exchanges()).isEmpty();
    }

    @Test
    void aTokenThatIsNotAccepted() {
        var failure = failure(() -> host.open(wanted(order(gitlab.cloneUrl(), Platform.GITLAB), "wrong-token", null)));
        assertThat(failure.code()).isEqualTo(ErrorCode.MERGE_TOKEN_REJECTED);
        assertThat(failure.passing()).isFalse();
        assertThat(failure.message()).contains("new one").doesNotContain("wrong-token");
    }

    @Test
    void aTokenThatMayNot() {
        var failure = answered(403, Map.of("error", "insufficient_scope", "scope", "api"));
        assertThat(failure.code()).isEqualTo(ErrorCode.MERGE_SCOPE_MISSING);
        assertThat(failure.message()).contains("scope api");
    }

    @Test
    void aProjectThatIsNotThere() {
        var failure =
                failure(() -> host.open(wanted(order(gitlab.url() + "/team/other.git", Platform.GITLAB), TOKEN, null)));
        assertThat(failure.code()).isEqualTo(ErrorCode.MERGE_PROJECT_NOT_FOUND);
    }

    @Test
    void aNumberThatIsGone() {
        assertThat(failure(() -> read(9)).code()).isEqualTo(ErrorCode.MERGE_REQUEST_GONE);
    }

    @Test
    void aConflictThatNobodyCanFind() {
        gitlab.once(
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
        gitlab.once(
                "POST",
                Answer.json(422, Map.of("message", Map.of("base", List.of("Source branch \"x\" does not exist")))));
        assertThat(failure(() -> open(null)).code()).isEqualTo(ErrorCode.MERGE_BRANCH_MISSING);
    }

    @Test
    void whatItDoesNotTake() {
        gitlab.once("POST", Answer.json(422, Map.of("message", Map.of("title", List.of("is " + TOKEN)))));
        var failure = failure(() -> open(null));
        assertThat(failure.code()).isEqualTo(ErrorCode.MERGE_REJECTED);
        assertThat(failure.message()).contains("422").doesNotContain(TOKEN);
        gitlab.once("POST", Answer.json(400, Map.of("error", "title is missing")));
        assertThat(failure(() -> open(null)).code()).isEqualTo(ErrorCode.MERGE_REJECTED);
    }

    @Test
    void tooManyRequestsSayWhenTheyPassAndAreNotSleptOn() {
        gitlab.always(Answer.json(429, Map.of("message", "Too Many Requests")).with("Retry-After", "3600"));
        long before = System.nanoTime();
        var failure = failure(() -> open(null));
        assertThat(failure.code()).isEqualTo(ErrorCode.MERGE_RATE_LIMITED);
        assertThat(failure.passing()).isTrue();
        assertThat(failure.passesAt()).isEqualTo(NOW.plusSeconds(3_600));
        assertThat(System.nanoTime() - before).isLessThan(5_000_000_000L);
    }

    @Test
    void aGatewayWhosePlatformIsDown() {
        gitlab.breakDown();
        var failure = failure(() -> open(null));
        assertThat(failure.code()).isEqualTo(ErrorCode.MERGE_PLATFORM_BROKEN);
        assertThat(failure.passing()).isTrue();
        assertThat(failure.message()).doesNotContain("<");
    }

    @Test
    void aServerThatDoesNotAnswer() {
        gitlab.hold();
        host = new GitLabHost(PlatformWorld.servers(), PlatformWorld.impatient(), PlatformWorld.CLOCK);
        assertThat(failure(() -> open(null)).code()).isEqualTo(ErrorCode.MERGE_PLATFORM_SILENT);
    }

    @Test
    void aServerThatIsNotThere() throws Exception {
        int free;
        try (var socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        var nowhere = order("http://127.0.0.1:" + free + "/team/shop.git", Platform.GITLAB);
        assertThat(failure(() -> host.open(wanted(nowhere, TOKEN, null))).code())
                .isEqualTo(ErrorCode.MERGE_PLATFORM_UNREACHABLE);
    }

    @Test
    void aCertificateThatNobodyTrusts() throws Exception {
        try (var secure = TestingGitLab.startSecure("team/shop", UntrustedCertificate.context())) {
            var failure = failure(() -> host.open(wanted(order(secure.cloneUrl(), Platform.GITLAB), TOKEN, null)));
            assertThat(failure.code()).isEqualTo(ErrorCode.MERGE_CERTIFICATE_REJECTED);
        }
    }

    @Test
    void anAnswerOfAnotherShape() {
        gitlab.always(Answer.json(200, Map.of("hello", List.of(1, 2))));
        assertThat(failure(() -> open(null)).code()).isEqualTo(ErrorCode.MERGE_ANSWER_NOT_UNDERSTOOD);
        gitlab.always(new Answer(200, "text/html", Map.of(), "<html>Sign in</html>"));
        assertThat(failure(() -> open(null)).code()).isEqualTo(ErrorCode.MERGE_ANSWER_NOT_UNDERSTOOD);
        gitlab.always(Answer.json(200, Map.of()));
        assertThat(failure(() -> read(1)).code()).isEqualTo(ErrorCode.MERGE_ANSWER_NOT_UNDERSTOOD);
    }

    @Test
    void nobodyFollowsARedirectWithTheToken() {
        try (var elsewhere = TestingGitLab.start("team/backend/shop")) {
            gitlab.always(new Answer(302, "text/html", Map.of("Location", elsewhere.url() + "/"), ""));
            assertThat(failure(() -> open(null)).code()).isEqualTo(ErrorCode.MERGE_REDIRECTED);
            assertThat(elsewhere.exchanges()).isEmpty();
        }
    }
}
