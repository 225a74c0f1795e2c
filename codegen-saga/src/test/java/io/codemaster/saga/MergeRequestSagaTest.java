package io.codemaster.saga;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.axonframework.test.saga.ContinuedGivenState;
import org.axonframework.test.saga.SagaTestFixture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.codemaster.api.artifact.ArtifactId;
import io.codemaster.api.codegen.CapturedChanges;
import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.codegen.DiffStat;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.mergerequest.*;
import io.codemaster.api.repository.Platform;
import io.codemaster.api.repository.RepositoryUnlinked;
import io.codemaster.api.requirement.Delivery;
import io.codemaster.api.requirement.RecordMergeState;
import io.codemaster.api.requirement.RequirementId;
import io.codemaster.api.review.ApprovedChange;
import io.codemaster.api.review.CheckApproval;
import io.codemaster.api.review.ReviewId;
import io.codemaster.api.review.ReviewSubmitted;
import io.codemaster.api.review.ReviewedChange;
import io.codemaster.api.review.Verdict;
import io.codemaster.api.shared.CommandRejected;
import io.codemaster.api.shared.ErrorCode;

class MergeRequestSagaTest {

    private static final String LOOK = "merge-request-look";
    private static final String TELL = "requirement-retry";
    private static final CodegenTaskId TASK = new CodegenTaskId("task-1");
    private static final RequirementId REQUIREMENT = SagaSamples.REQUIREMENT;
    private static final MergeRequestId ID = MergeRequestId.of(REQUIREMENT);
    private static final UserId BOSS = new UserId("boss");
    private static final String BASE = "1".repeat(40);
    private static final String HEAD = "2".repeat(40);
    private static final ApprovedChange APPROVED = new ApprovedChange(
            new ReviewedChange(
                    TASK,
                    1,
                    SagaSamples.order(Platform.GITLAB, "https://git.example.com/team/pay.git"),
                    new Delivery("feature/req-PAY-1", HEAD),
                    new CapturedChanges(
                            BASE,
                            HEAD,
                            new DiffStat(1, 1, 0),
                            new ArtifactId("a".repeat(64)),
                            new ArtifactId("b".repeat(64)),
                            null),
                    null,
                    new UserId("rd")),
            null,
            List.of(new ApprovedChange.Decision(BOSS, Verdict.APPROVED, null, 0, Instant.EPOCH)));
    private static final MergeRequestOrder ORDER = MergeRequestOrder.of(APPROVED, null, null, false);
    private static final MergeRequestBrief BRIEF = MergeRequestBrief.of(APPROVED);
    private static final MergeRequestRequested REQUESTED =
            new MergeRequestRequested(ID, REQUIREMENT, 1, ORDER, BRIEF, null);
    private static final MergeRequestOpened OPENED = new MergeRequestOpened(
            ID,
            REQUIREMENT,
            1,
            ORDER.repositoryId(),
            Platform.GITLAB,
            7,
            "https://git.example.com/team/pay/-/merge_requests/7",
            "PAY-1 Refunds",
            "feature/req-PAY-1",
            "main",
            HEAD,
            null);
    private static final MergeRequestClosed CLOSED = new MergeRequestClosed(ID, REQUIREMENT);
    private static final ReadMergeRequest READ = new ReadMergeRequest(ID, ORDER, 7);

    private SagaTestFixture<MergeRequestSaga> saga;

    private boolean automatic = true;

    private @Nullable CommandRejected refusal;

    private Class<?> refused = Object.class;

    @BeforeEach
    void fixture() {
        saga = new SagaTestFixture<>(MergeRequestSaga.class);
        saga.setCallbackBehavior((payload, metaData) -> {
            if (refusal != null && refused.isInstance(payload)) {
                throw refusal;
            }
            if (payload instanceof CheckMergeRequestAutomation) {
                return automatic;
            }
            return payload instanceof CheckApproval ? APPROVED : null;
        });
    }

    private void refuse(Class<?> command, ErrorCode code) {
        refused = command;
        refusal = new CommandRejected(code, "No.");
    }

    private static ReviewSubmitted verdict(Verdict verdict) {
        return new ReviewSubmitted(
                ReviewId.of(TASK), TASK, REQUIREMENT, "round-1", 1, verdict, null, List.of(), null, BOSS);
    }

    private static MergeRequestFailed failed(boolean passing, @Nullable Instant passesAt) {
        return new MergeRequestFailed(
                ID,
                REQUIREMENT,
                new MergeRequestFailure(ErrorCode.MERGE_RATE_LIMITED, "Later.", passing, passesAt, List.of()));
    }

    private static OpenMergeRequest open(int attempt, @Nullable Long number) {
        return new OpenMergeRequest(ID, attempt, ORDER, BRIEF, number);
    }

    private ContinuedGivenState after(Object... events) {
        var given = saga.givenAPublished(REQUESTED);
        for (var event : events) {
            given = given.andThenAPublished(event);
        }
        return given;
    }

    @Test
    void nobodyLooksOnceTheRepositoryIsUnlinked() {
        after(OPENED)
                .whenPublishingA(new RepositoryUnlinked(ORDER.repositoryId(), ORDER.projectId()))
                .expectActiveSagas(0)
                .expectNoScheduledDeadlines();
    }

    // ---- the request ----

    @Test
    void anApprovalAsksForTheMergeRequest() {
        saga.givenNoPriorActivity()
                .whenPublishingA(verdict(Verdict.APPROVED))
                .expectDispatchedCommands(
                        new CheckMergeRequestAutomation(REQUIREMENT),
                        new CheckApproval(ReviewId.of(TASK)),
                        new RequestMergeRequest(ID, ORDER, BRIEF, null));
    }

    @Test
    void whereItIsNotWantedNothingFollowsAnApproval() {
        automatic = false;
        saga.givenNoPriorActivity()
                .whenPublishingA(verdict(Verdict.APPROVED))
                .expectActiveSagas(0)
                .expectDispatchedCommands(new CheckMergeRequestAutomation(REQUIREMENT));
    }

    @Test
    void anApprovalThatWasOvertakenAsksForNothing() {
        refuse(CheckApproval.class, ErrorCode.MERGE_NOT_APPROVED);
        saga.givenNoPriorActivity()
                .whenPublishingA(verdict(Verdict.APPROVED))
                .expectActiveSagas(0)
                .expectDispatchedCommands(
                        new CheckMergeRequestAutomation(REQUIREMENT), new CheckApproval(ReviewId.of(TASK)));
    }

    @Test
    void anotherVerdictAsksForNothing() {
        saga.givenNoPriorActivity()
                .whenPublishingA(verdict(Verdict.REJECTED))
                .expectActiveSagas(0)
                .expectNoDispatchedCommands();
    }

    @Test
    void aLaterVerdictLeavesAnOpenMergeRequestAlone() {
        after(OPENED)
                .whenPublishingA(verdict(Verdict.NEEDS_REVISION))
                .expectActiveSagas(1)
                .expectNoDispatchedCommands();
    }

    @Test
    void aRequestGoesToThePlatformAndIsLookedAfter() {
        saga.givenNoPriorActivity()
                .whenPublishingA(REQUESTED)
                .expectActiveSagas(1)
                .expectDispatchedCommands(open(1, null))
                .expectScheduledDeadlineWithName(Duration.ofSeconds(30), LOOK);
    }

    @Test
    void aLaterRoundBringsTheOneThereIsUpToDate() {
        after(OPENED)
                .whenPublishingA(new MergeRequestRequested(ID, REQUIREMENT, 2, ORDER, BRIEF, null))
                .expectDispatchedCommands(open(2, 7L));
    }

    @Test
    void whatWasClosedIsNotBroughtUpToDateButMadeAnew() {
        after(OPENED, CLOSED)
                .whenPublishingA(new MergeRequestRequested(ID, REQUIREMENT, 2, ORDER, BRIEF, BOSS))
                .expectDispatchedCommands(open(2, null));
    }

    // ---- looking ----

    @Test
    void aRequestThatNobodyAnsweredIsMadeAgain() {
        after().whenTimeElapses(Duration.ofSeconds(30))
                .expectDispatchedCommands(open(1, null))
                .expectScheduledDeadlineWithName(Duration.ofSeconds(60), LOOK);
    }

    @Test
    void anOpenOneIsLookedAtEverMoreRarely() throws Exception {
        after(OPENED)
                .andThenTimeElapses(Duration.ofSeconds(30))
                .andThenTimeElapses(Duration.ofSeconds(60))
                .whenTimeElapses(Duration.ofSeconds(120))
                .expectDispatchedCommands(READ)
                .expectScheduledDeadlineWithName(Duration.ofSeconds(240), LOOK);
        var rare = after(OPENED);
        for (var pause : List.of(30, 60, 120, 240, 480)) {
            rare = rare.andThenTimeElapses(Duration.ofSeconds(pause));
        }
        rare.whenTimeElapses(Duration.ofMinutes(15)).expectScheduledDeadlineWithName(Duration.ofMinutes(15), LOOK);
    }

    @Test
    void aHintLooksAtOnceAndBeginsAnew() throws Exception {
        after(OPENED)
                .andThenTimeElapses(Duration.ofSeconds(30))
                .andThenTimeElapses(Duration.ofSeconds(60))
                .whenPublishingA(new MergeRequestRefreshRequested(ID, REQUIREMENT))
                .expectDispatchedCommands(READ)
                .expectScheduledDeadlineWithName(Duration.ofSeconds(30), LOOK);
    }

    @Test
    void aFailureThatStaysWaitsForAPerson() {
        after().whenPublishingA(failed(false, null)).expectNoScheduledDeadlines();
    }

    @Test
    void aFailureThatPassesIsTriedAgainWhenItHasPassed() {
        var now = Instant.parse("2026-11-22T10:00:00Z");
        saga.givenCurrentTime(now)
                .andThenAPublished(REQUESTED)
                .whenPublishingA(failed(true, now.plusSeconds(3_600)))
                .expectScheduledDeadlineWithName(Duration.ofHours(1), LOOK);
        fixture();
        after().whenPublishingA(failed(true, null)).expectScheduledDeadlineWithName(Duration.ofSeconds(30), LOOK);
    }

    @Test
    void whatIsOpenIsLookedAtEvenIfThatFailed() {
        after(OPENED)
                .whenPublishingA(failed(false, null))
                .expectScheduledDeadlineWithName(Duration.ofSeconds(30), LOOK);
    }

    // ---- the requirement ----

    @Test
    void theRequirementHearsThatItIsOpen() {
        after().whenPublishingA(OPENED)
                .expectDispatchedCommands(new RecordMergeState(REQUIREMENT, MergeRequestState.OPENED));
    }

    @Test
    void aRequirementWhoseApprovalIsStillUnderWayHearsItAMomentLater() {
        refuse(RecordMergeState.class, ErrorCode.REQUIREMENT_STATUS_NOT_ALLOWED);
        var waiting = after();
        waiting.whenPublishingA(OPENED).expectScheduledDeadlineWithName(Duration.ofSeconds(1), TELL);
        fixture();
        refuse(RecordMergeState.class, ErrorCode.REQUIREMENT_STATUS_NOT_ALLOWED);
        after(OPENED)
                .whenTimeElapses(Duration.ofSeconds(1))
                .expectDispatchedCommands(new RecordMergeState(REQUIREMENT, MergeRequestState.OPENED))
                .expectScheduledDeadlineWithName(Duration.ofSeconds(2), TELL);
    }

    @Test
    void aMergeEndsIt() {
        after(OPENED)
                .whenPublishingA(new MergeRequestMerged(ID, REQUIREMENT, HEAD, Instant.EPOCH, null))
                .expectDispatchedCommands(new RecordMergeState(REQUIREMENT, MergeRequestState.MERGED))
                .expectNoScheduledDeadlines()
                .expectActiveSagas(0);
    }

    @Test
    void aMergeThatTheRequirementCannotHearYetIsNotForgotten() {
        var open = after(OPENED);
        refuse(RecordMergeState.class, ErrorCode.REQUIREMENT_STATUS_NOT_ALLOWED);
        open.whenPublishingA(new MergeRequestMerged(ID, REQUIREMENT, HEAD, Instant.EPOCH, null))
                .expectActiveSagas(1)
                .expectScheduledDeadlineWithName(Duration.ofSeconds(1), TELL);
    }

    @Test
    void aClosedOneIsNoLongerLookedAtButMayComeBack() {
        after(OPENED)
                .whenPublishingA(CLOSED)
                .expectDispatchedCommands(new RecordMergeState(REQUIREMENT, MergeRequestState.CLOSED))
                .expectNoScheduledDeadlines()
                .expectActiveSagas(1);
        fixture();
        after(OPENED, CLOSED)
                .whenPublishingA(new MergeRequestReopened(ID, REQUIREMENT))
                .expectDispatchedCommands(new RecordMergeState(REQUIREMENT, MergeRequestState.OPENED))
                .expectScheduledDeadlineWithName(Duration.ofSeconds(30), LOOK);
    }

    @Test
    void aHintAboutAClosedOneLooksOnce() {
        after(OPENED, CLOSED)
                .whenPublishingA(new MergeRequestRefreshRequested(ID, REQUIREMENT))
                .expectDispatchedCommands(READ)
                .expectNoScheduledDeadlines();
    }
}
