package io.codemaster.command.mergerequest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;

import org.axonframework.test.aggregate.AggregateTestFixture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.codegen.DiffStat;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.mergerequest.*;
import io.codemaster.api.project.ProjectId;
import io.codemaster.api.repository.Platform;
import io.codemaster.api.repository.RepositoryId;
import io.codemaster.api.requirement.RequirementId;
import io.codemaster.api.review.Verdict;
import io.codemaster.api.shared.ErrorCode;

class MergeRequestTest {

    private static final RequirementId REQUIREMENT = new RequirementId("requirement-1");
    private static final MergeRequestId ID = MergeRequestId.of(REQUIREMENT);
    private static final UserId BOSS = new UserId("boss");
    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");

    private static final String HEAD = "2".repeat(40);
    private static final String NEXT_HEAD = "3".repeat(40);
    private static final MergeRequestOrder ORDER = order("task-1", HEAD, Platform.GITLAB);
    private static final MergeRequestOrder NEXT_ORDER = order("task-2", NEXT_HEAD, Platform.GITLAB);
    private static final MergeRequestBrief BRIEF = new MergeRequestBrief(
            "Refunds",
            1,
            new DiffStat(2, 10, 3),
            null,
            List.of(new MergeRequestBrief.Decision(BOSS, Verdict.APPROVED, "Good.", 0, Instant.EPOCH)));
    private static final MergeRequestRequested REQUESTED =
            new MergeRequestRequested(ID, REQUIREMENT, 1, ORDER, BRIEF, null);
    private static final MergeRequestOpened OPENED = opened(7, 1, HEAD);
    private static final MergeRequestClosed CLOSED = new MergeRequestClosed(ID, REQUIREMENT);
    private static final MergeRequestFailure FAILURE =
            new MergeRequestFailure(ErrorCode.MERGE_TOKEN_REJECTED, "Give a new token.", false, null, List.of());

    private AggregateTestFixture<MergeRequest> fixture;

    @BeforeEach
    void fixture() {
        fixture = new AggregateTestFixture<>(MergeRequest.class);
    }

    private static MergeRequestOrder order(String task, String head, Platform platform) {
        return new MergeRequestOrder(
                REQUIREMENT,
                "PAY-1",
                new ProjectId("project-1"),
                new RepositoryId("repository-1"),
                "https://git.example.com/team/pay.git",
                platform,
                new CodegenTaskId(task),
                "feature/req-PAY-1",
                "main",
                head,
                null,
                false);
    }

    private static MergeRequestOpened opened(long number, int attempt, String head) {
        return new MergeRequestOpened(
                ID,
                REQUIREMENT,
                attempt,
                ORDER.repositoryId(),
                Platform.GITLAB,
                number,
                "https://git.example.com/7",
                "PAY-1 Refunds",
                "feature/req-PAY-1",
                "main",
                head,
                null);
    }

    private static RemoteMergeRequest remote(MergeRequestState state, String head, @Nullable Boolean mergeable) {
        return remote(7, state, head, mergeable);
    }

    private static RemoteMergeRequest remote(
            long number, MergeRequestState state, String head, @Nullable Boolean mergeable) {
        return new RemoteMergeRequest(
                number,
                "https://git.example.com/7",
                "PAY-1 Refunds",
                "feature/req-PAY-1",
                "main",
                head,
                state,
                mergeable,
                state == MergeRequestState.MERGED ? NEXT_HEAD : null,
                state == MergeRequestState.MERGED ? Instant.EPOCH : null);
    }

    private static RecordMergeRequest seen(MergeRequestState state) {
        return new RecordMergeRequest(ID, 0, remote(state, HEAD, null), null);
    }

    // ---- what is wanted ----

    @Test
    void aFirstRequestMakesIt() {
        fixture.givenNoPriorActivity()
                .when(new RequestMergeRequest(ID, ORDER, BRIEF, null))
                .expectEvents(REQUESTED)
                .expectResultMessagePayloadMatching(org.axonframework.test.matchers.Matchers.matches(
                        (MergeRequestDetails it) -> it.state() == MergeRequestState.REQUESTED && it.number() == null));
    }

    @Test
    void theSameRequestAgainChangesNothing() {
        fixture.given(REQUESTED)
                .when(new RequestMergeRequest(ID, ORDER, BRIEF, BOSS))
                .expectNoEvents();
        fixture.given(REQUESTED, OPENED)
                .when(new RequestMergeRequest(ID, ORDER, BRIEF, BOSS))
                .expectNoEvents();
    }

    @Test
    void aRequestAfterAFailureTriesAgain() {
        fixture.given(REQUESTED, new MergeRequestFailed(ID, REQUIREMENT, FAILURE))
                .when(new RequestMergeRequest(ID, ORDER, BRIEF, BOSS))
                .expectEvents(new MergeRequestRequested(ID, REQUIREMENT, 2, ORDER, BRIEF, BOSS));
    }

    @Test
    void aLaterRoundAsksThatTheOneThereIsDescribesIt() {
        fixture.given(REQUESTED, OPENED)
                .when(new RequestMergeRequest(ID, NEXT_ORDER, BRIEF, null))
                .expectEvents(new MergeRequestRequested(ID, REQUIREMENT, 2, NEXT_ORDER, BRIEF, null))
                .expectState(it -> assertThat(it).isNotNull());
    }

    @Test
    void anOpenOneKeepsItsTarget() {
        var elsewhere = new MergeRequestOrder(
                REQUIREMENT,
                "PAY-1",
                ORDER.projectId(),
                ORDER.repositoryId(),
                ORDER.gitUrl(),
                Platform.GITLAB,
                ORDER.taskId(),
                ORDER.sourceBranch(),
                "release",
                HEAD,
                null,
                false);
        fixture.given(REQUESTED, OPENED)
                .when(new RequestMergeRequest(ID, elsewhere, BRIEF, BOSS))
                .expectNoEvents();
    }

    @Test
    void whatIsMergedIsNotAskedForAgain() {
        fixture.given(REQUESTED, OPENED, new MergeRequestMerged(ID, REQUIREMENT, null, null, null, NOW))
                .when(new RequestMergeRequest(ID, NEXT_ORDER, BRIEF, BOSS))
                .expectNoEvents();
    }

    @Test
    void whatWasClosedMayBeAskedForAgain() {
        fixture.given(REQUESTED, OPENED, CLOSED)
                .when(new RequestMergeRequest(ID, ORDER, BRIEF, BOSS))
                .expectEvents(new MergeRequestRequested(ID, REQUIREMENT, 2, ORDER, BRIEF, BOSS));
    }

    @Test
    void aHintIsNotedUntilItIsMerged() {
        fixture.given(REQUESTED, OPENED)
                .when(new RefreshMergeRequest(ID))
                .expectEvents(new MergeRequestRefreshRequested(ID, REQUIREMENT));
        fixture.given(REQUESTED).when(new RefreshMergeRequest(ID)).expectNoEvents();
        fixture.given(REQUESTED, OPENED, new MergeRequestMerged(ID, REQUIREMENT, null, null, null, NOW))
                .when(new RefreshMergeRequest(ID))
                .expectNoEvents();
    }

    // ---- what the platform says ----

    @Test
    void anAnswerOpensIt() {
        fixture.given(REQUESTED)
                .when(new RecordMergeRequest(ID, 1, remote(MergeRequestState.OPENED, HEAD, null), null))
                .expectEvents(OPENED);
    }

    @Test
    void theSameAnswerAgainChangesNothing() {
        fixture.given(REQUESTED, OPENED)
                .when(new RecordMergeRequest(ID, 1, remote(MergeRequestState.OPENED, HEAD, null), null))
                .expectNoEvents();
    }

    @Test
    void anAnswerToALaterRequestDescribesIt() {
        fixture.given(REQUESTED, OPENED, new MergeRequestRequested(ID, REQUIREMENT, 2, NEXT_ORDER, BRIEF, null))
                .when(new RecordMergeRequest(ID, 2, remote(MergeRequestState.OPENED, NEXT_HEAD, null), null))
                .expectEvents(new MergeRequestDescribed(ID, REQUIREMENT, 2, "PAY-1 Refunds", NEXT_HEAD));
    }

    @Test
    void whetherItCanBeMergedIsNotedOnce() {
        var seen = new RecordMergeRequest(ID, 0, remote(MergeRequestState.OPENED, HEAD, true), null);
        var checked = new MergeRequestChecked(ID, REQUIREMENT, HEAD, true);
        fixture.given(REQUESTED, OPENED).when(seen).expectEvents(checked);
        fixture.given(REQUESTED, OPENED, checked).when(seen).expectNoEvents();
    }

    @Test
    void aLookThatWorksEndsAFailure() {
        fixture.given(REQUESTED, OPENED, new MergeRequestFailed(ID, REQUIREMENT, FAILURE))
                .when(seen(MergeRequestState.OPENED))
                .expectEvents(new MergeRequestChecked(ID, REQUIREMENT, HEAD, null));
    }

    @Test
    void aMergeIsTheEnd() {
        fixture.givenCurrentTime(NOW)
                .andGiven(REQUESTED, OPENED)
                .when(seen(MergeRequestState.MERGED))
                .expectEvents(new MergeRequestMerged(ID, REQUIREMENT, NEXT_HEAD, Instant.EPOCH, null, NOW));
        fixture.given(REQUESTED, OPENED, new MergeRequestMerged(ID, REQUIREMENT, null, null, null, NOW))
                .when(seen(MergeRequestState.CLOSED))
                .expectNoEvents();
    }

    @Test
    void aMergeBeforeTheAnswerOfTheRequestIsOpenedFirst() {
        fixture.givenCurrentTime(NOW)
                .andGiven(REQUESTED)
                .when(new RecordMergeRequest(ID, 1, remote(MergeRequestState.MERGED, HEAD, null), null))
                .expectEvents(OPENED, new MergeRequestMerged(ID, REQUIREMENT, NEXT_HEAD, Instant.EPOCH, null, NOW));
    }

    @Test
    void itIsClosedAndReopened() {
        fixture.given(REQUESTED, OPENED).when(seen(MergeRequestState.CLOSED)).expectEvents(CLOSED);
        fixture.given(REQUESTED, OPENED, CLOSED)
                .when(seen(MergeRequestState.CLOSED))
                .expectNoEvents();
        fixture.given(REQUESTED, OPENED, CLOSED)
                .when(seen(MergeRequestState.OPENED))
                .expectEvents(new MergeRequestReopened(ID, REQUIREMENT));
    }

    @Test
    void anotherNumberAfterAClosedOneIsOpenedAnew() {
        fixture.given(REQUESTED, OPENED, CLOSED, new MergeRequestRequested(ID, REQUIREMENT, 2, ORDER, BRIEF, BOSS))
                .when(new RecordMergeRequest(ID, 2, remote(8, MergeRequestState.OPENED, HEAD, null), null))
                .expectEvents(opened(8, 2, HEAD));
    }

    @Test
    void aLookAtTheClosedOneDoesNotEndTheNewRequest() {
        fixture.given(REQUESTED, OPENED, CLOSED, new MergeRequestRequested(ID, REQUIREMENT, 2, ORDER, BRIEF, BOSS))
                .when(seen(MergeRequestState.CLOSED))
                .expectNoEvents();
    }

    @Test
    void aFailureIsNotedOnce() {
        var failed = new MergeRequestFailed(ID, REQUIREMENT, FAILURE);
        fixture.given(REQUESTED)
                .when(new RecordMergeRequestFailure(ID, FAILURE))
                .expectEvents(failed);
        fixture.given(REQUESTED, failed)
                .when(new RecordMergeRequestFailure(ID, FAILURE))
                .expectNoEvents();
    }

    @Test
    void onlyAPlainGitRepositoryIsMergedHere() {
        fixture.given(REQUESTED, OPENED)
                .when(new CheckMergeRequest(ID))
                .expectResultMessagePayloadMatching(
                        org.axonframework.test.matchers.Matchers.matches((MergeRequestDetails it) -> !it.canMergeHere()
                                && it.url() != null
                                && Long.valueOf(7).equals(it.number())));
        fixture.given(
                        new MergeRequestRequested(ID, REQUIREMENT, 1, order("t", HEAD, Platform.GIT), BRIEF, null),
                        OPENED)
                .when(new CheckMergeRequest(ID))
                .expectResultMessagePayloadMatching(
                        org.axonframework.test.matchers.Matchers.matches(MergeRequestDetails::canMergeHere));
    }
}
