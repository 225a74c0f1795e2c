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
import javax.net.ssl.SSLContext;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.codemaster.api.mergerequest.MergeRequestState;
import io.codemaster.api.mergerequest.RemoteMergeRequest;
import io.codemaster.api.repository.Platform;
import io.codemaster.api.shared.ErrorCode;
import io.codemaster.executor.shared.MergeTrouble;
import io.codemaster.testing.platform.TestingPlatform;
import io.codemaster.testing.platform.TestingPlatform.Answer;

/** What holds for merge requests wherever they are opened. */
abstract class MergeRequestHostContract<P extends TestingPlatform> {

    P platform;

    MergeRequestHost host;

    /** A platform with the project, its branches not yet made. */
    abstract P startPlatform();

    abstract P startSecure(SSLContext context);

    abstract String cloneUrl(P of);

    abstract MergeRequestHost host(PlatformProperties properties);

    abstract Platform kind();

    abstract TrafficContract contract();

    /** The method that changes one there is. */
    abstract String update();

    /** Where people look at the first one. */
    abstract String pageOfTheFirst();

    @BeforeEach
    void start() {
        platform = startPlatform();
        platform.branch("main", "1".repeat(40));
        platform.branch(SOURCE, HEAD);
        host = host(PlatformWorld.properties());
    }

    @AfterEach
    void stop() {
        platform.close();
    }

    RemoteMergeRequest open(@Nullable Long number) throws MergeTrouble {
        return host.open(wanted(order(cloneUrl(platform), kind()), TOKEN, number));
    }

    RemoteMergeRequest read(long number) throws MergeTrouble {
        return host.read(order(cloneUrl(platform), kind()), TOKEN, number);
    }

    private long sent(String method) {
        return platform.exchanges().stream()
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
        assertThat(opened.url()).isEqualTo(pageOfTheFirst());
        assertThat(platform.changes().get(0).description).contains("PAY-12", "2 files changed", "Boss");

        platform.merge(1);
        var merged = read(1);
        assertThat(merged.state()).isEqualTo(MergeRequestState.MERGED);
        assertThat(merged.mergeCommit()).isEqualTo("e".repeat(40));
        assertThat(merged.mergedAt()).isEqualTo(NOW);
        contract().holdsFor(platform);
    }

    @Test
    void openingTwiceGivesTheSame() throws Exception {
        open(null);
        assertThat(open(null).number()).isEqualTo(1);
        assertThat(open(1L).number()).isEqualTo(1);
        assertThat(platform.changes()).hasSize(1);
        assertThat(sent("POST")).isEqualTo(1);
        assertThat(sent(update())).isZero();
        contract().holdsFor(platform);
    }

    @Test
    void aLaterRoundIsWrittenIntoTheOneThereIs() throws Exception {
        open(null);
        platform.changes().get(0).description = "old";
        assertThat(open(1L).number()).isEqualTo(1);
        assertThat(platform.changes().get(0).description).contains("PAY-12");
        assertThat(sent(update())).isEqualTo(1);
        contract().holdsFor(platform);
    }

    @Test
    void oneThatIsOfOtherBranchesOrOfAForkIsNotTaken() throws Exception {
        platform.ignoreFilters();
        platform.openByHand("other", "main", "Other");
        platform.openByHand(SOURCE, "release", "Elsewhere");
        platform.openByHand(SOURCE, "main", "A fork's").fromFork = true;
        assertThat(open(null).number()).isEqualTo(4);
    }

    @Test
    void oneThatSomebodyElseOpenedMeanwhileIsTaken() throws Exception {
        platform.beforeCreating(() -> platform.openByHand(SOURCE, "main", "Mine"));
        assertThat(open(null).number()).isEqualTo(1);
        assertThat(platform.changes()).hasSize(1);
        assertThat(platform.changes().get(0).title).isEqualTo("PAY-12 Refund an order");
    }

    @Test
    void aServerThatAnswers200IsFineToo() throws Exception {
        platform.answerLoosely();
        assertThat(open(null).number()).isEqualTo(1);
    }

    @Test
    void whatWasClosedIsMadeAnewAndMayAlsoComeBack() throws Exception {
        open(null);
        platform.close(1);
        assertThat(read(1).state()).isEqualTo(MergeRequestState.CLOSED);
        assertThat(open(null).number()).isEqualTo(2);
        platform.reopen(1);
        assertThat(read(1).state()).isEqualTo(MergeRequestState.OPENED);
    }

    @Test
    void aConflictIsSeen() throws Exception {
        open(null);
        platform.changes().get(0).mergeable = false;
        assertThat(read(1).mergeable()).isFalse();
        platform.changes().get(0).mergeable = null;
        assertThat(read(1).mergeable()).isNull();
    }

    @Test
    void withoutATokenNothingIsAsked() {
        var failure = failure(() -> host.open(wanted(order(cloneUrl(platform), kind()), null, null)));
        assertThat(failure.code()).isEqualTo(ErrorCode.MERGE_TOKEN_MISSING);
        assertThat(platform.exchanges()).isEmpty();
    }

    @Test
    void aTokenThatIsNotAccepted() {
        var failure = failure(() -> host.open(wanted(order(cloneUrl(platform), kind()), "wrong-token", null)));
        assertThat(failure.code()).isEqualTo(ErrorCode.MERGE_TOKEN_REJECTED);
        assertThat(failure.passing()).isFalse();
        assertThat(failure.message()).contains("new one").doesNotContain("wrong-token");
    }

    @Test
    void aProjectThatIsNotThere() {
        var failure = failure(() -> host.open(wanted(order(platform.url() + "/team/other.git", kind()), TOKEN, null)));
        assertThat(failure.code()).isEqualTo(ErrorCode.MERGE_PROJECT_NOT_FOUND);
    }

    @Test
    void aNumberThatIsGone() {
        assertThat(failure(() -> read(9)).code()).isEqualTo(ErrorCode.MERGE_REQUEST_GONE);
    }

    @Test
    void aGatewayWhosePlatformIsDown() {
        platform.breakDown();
        var failure = failure(() -> open(null));
        assertThat(failure.code()).isEqualTo(ErrorCode.MERGE_PLATFORM_BROKEN);
        assertThat(failure.passing()).isTrue();
        assertThat(failure.message()).doesNotContain("<");
    }

    @Test
    void aServerThatDoesNotAnswer() {
        platform.hold();
        host = host(PlatformWorld.impatient());
        assertThat(failure(() -> open(null)).code()).isEqualTo(ErrorCode.MERGE_PLATFORM_SILENT);
    }

    @Test
    void aServerThatIsNotThere() throws Exception {
        int free;
        try (var socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        var nowhere = order("http://127.0.0.1:" + free + "/team/shop.git", kind());
        assertThat(failure(() -> host.open(wanted(nowhere, TOKEN, null))).code())
                .isEqualTo(ErrorCode.MERGE_PLATFORM_UNREACHABLE);
    }

    @Test
    void aCertificateThatNobodyTrusts() throws Exception {
        try (var secure = startSecure(UntrustedCertificate.context())) {
            var failure = failure(() -> host.open(wanted(order(cloneUrl(secure), kind()), TOKEN, null)));
            assertThat(failure.code()).isEqualTo(ErrorCode.MERGE_CERTIFICATE_REJECTED);
        }
    }

    @Test
    void anAnswerOfAnotherShape() {
        platform.always(Answer.json(200, Map.of("hello", List.of(1, 2))));
        assertThat(failure(() -> open(null)).code()).isEqualTo(ErrorCode.MERGE_ANSWER_NOT_UNDERSTOOD);
        platform.always(new Answer(200, "text/html", Map.of(), "<html>Sign in</html>"));
        assertThat(failure(() -> open(null)).code()).isEqualTo(ErrorCode.MERGE_ANSWER_NOT_UNDERSTOOD);
        platform.always(Answer.json(200, Map.of()));
        assertThat(failure(() -> read(1)).code()).isEqualTo(ErrorCode.MERGE_ANSWER_NOT_UNDERSTOOD);
    }

    @Test
    void nobodyFollowsARedirectWithTheToken() {
        try (var elsewhere = startPlatform()) {
            platform.always(new Answer(302, "text/html", Map.of("Location", elsewhere.url() + "/"), ""));
            assertThat(failure(() -> open(null)).code()).isEqualTo(ErrorCode.MERGE_REDIRECTED);
            assertThat(elsewhere.exchanges()).isEmpty();
        }
    }
}
