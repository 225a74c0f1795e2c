package io.codemaster.command.requirement;

import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.axonframework.test.aggregate.TestExecutor;
import org.axonframework.test.matchers.Matchers;
import org.junit.jupiter.api.Test;

import io.codemaster.api.identity.UserId;
import io.codemaster.api.mergerequest.MergeRequestState;
import io.codemaster.api.project.ProjectId;
import io.codemaster.api.requirement.Priority;
import io.codemaster.api.requirement.RecordMergeState;
import io.codemaster.api.requirement.RequirementClosed;
import io.codemaster.api.requirement.RequirementId;
import io.codemaster.api.requirement.RequirementMergeMoved;
import io.codemaster.api.requirement.RequirementReopened;
import io.codemaster.api.requirement.RequirementStatus;
import io.codemaster.api.requirement.RequirementSubmitted;
import io.codemaster.api.shared.ErrorCode;
import io.codemaster.api.shared.Rejection;

/** What a merge request does to its requirement. */
class RequirementMergeTest {

    private static final RequirementId ID = new RequirementId("requirement-1");
    private static final UserId PM = new UserId("pm");

    private final FixtureConfiguration<Requirement> requirement = new AggregateTestFixture<>(Requirement.class);

    private TestExecutor<Requirement> in(RequirementStatus status) {
        return requirement.given(
                new RequirementSubmitted(
                        ID,
                        new ProjectId("project-1"),
                        "PAY-1",
                        "Refunds",
                        "Give money back.",
                        Priority.MEDIUM,
                        null,
                        null,
                        null,
                        null,
                        PM),
                new RequirementReopened(ID, status, PM));
    }

    private static RecordMergeState told(MergeRequestState state) {
        return new RecordMergeState(ID, state);
    }

    private static RequirementMergeMoved moved(MergeRequestState state, RequirementStatus status) {
        return new RequirementMergeMoved(ID, state, status);
    }

    @Test
    void anApprovedRequirementWaitsForItsMergeRequest() {
        in(RequirementStatus.APPROVED)
                .when(told(MergeRequestState.OPENED))
                .expectEvents(moved(MergeRequestState.OPENED, RequirementStatus.MERGE_REQUESTED));
    }

    @Test
    void theSameToldAgainChangesNothing() {
        in(RequirementStatus.MERGE_REQUESTED)
                .when(told(MergeRequestState.OPENED))
                .expectNoEvents()
                .expectSuccessfulHandlerExecution();
    }

    @Test
    void anApprovalThatIsNotToldYetIsWaitedFor() {
        in(RequirementStatus.IN_REVIEW)
                .when(told(MergeRequestState.OPENED))
                .expectNoEvents()
                .expectExceptionDetails(Matchers.matches((Object details) ->
                        details instanceof Rejection it && it.code() == ErrorCode.REQUIREMENT_STATUS_NOT_ALLOWED));
    }

    @Test
    void whatIsMergedIsMergedWhateverPeopleWanted() {
        for (var status : new RequirementStatus[] {
            RequirementStatus.MERGE_REQUESTED, RequirementStatus.APPROVED, RequirementStatus.NEEDS_REVISION
        }) {
            in(status)
                    .when(told(MergeRequestState.MERGED))
                    .expectEvents(moved(MergeRequestState.MERGED, RequirementStatus.MERGED));
        }
    }

    @Test
    void aMergeRequestClosedUnmergedLeavesAnApprovedRequirement() {
        in(RequirementStatus.MERGE_REQUESTED)
                .when(told(MergeRequestState.CLOSED))
                .expectEvents(moved(MergeRequestState.CLOSED, RequirementStatus.APPROVED));
        in(RequirementStatus.NEEDS_REVISION)
                .when(told(MergeRequestState.CLOSED))
                .expectNoEvents()
                .expectSuccessfulHandlerExecution();
    }

    @Test
    void aClosedRequirementStaysClosed() {
        requirement
                .given(
                        new RequirementSubmitted(
                                ID,
                                new ProjectId("project-1"),
                                "PAY-1",
                                "Refunds",
                                "Give money back.",
                                Priority.MEDIUM,
                                null,
                                null,
                                null,
                                null,
                                PM),
                        new RequirementClosed(ID, null, PM))
                .when(told(MergeRequestState.MERGED))
                .expectNoEvents()
                .expectSuccessfulHandlerExecution();
    }
}
