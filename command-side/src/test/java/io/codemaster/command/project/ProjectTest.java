package io.codemaster.command.project;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.axonframework.test.matchers.Matchers;
import org.hamcrest.Matcher;
import org.junit.jupiter.api.Test;

import io.codemaster.api.identity.UserId;
import io.codemaster.api.project.AddProjectMember;
import io.codemaster.api.project.ArchiveProject;
import io.codemaster.api.project.BoardLimitsChanged;
import io.codemaster.api.project.CheckProject;
import io.codemaster.api.project.CheckProjectBudget;
import io.codemaster.api.project.CreateProject;
import io.codemaster.api.project.EditProject;
import io.codemaster.api.project.ProjectArchived;
import io.codemaster.api.project.ProjectBudget;
import io.codemaster.api.project.ProjectBudgetChanged;
import io.codemaster.api.project.ProjectCreated;
import io.codemaster.api.project.ProjectDescriptionChanged;
import io.codemaster.api.project.ProjectId;
import io.codemaster.api.project.ProjectKeyClaimed;
import io.codemaster.api.project.ProjectMemberAdded;
import io.codemaster.api.project.ProjectMemberRemoved;
import io.codemaster.api.project.ProjectMemberRoleChanged;
import io.codemaster.api.project.ProjectRenamed;
import io.codemaster.api.project.ProjectRestored;
import io.codemaster.api.project.ProjectRole;
import io.codemaster.api.project.RemoveProjectMember;
import io.codemaster.api.project.RequirementNumberReserved;
import io.codemaster.api.project.ReserveRequirementNumber;
import io.codemaster.api.project.SetBoardLimits;
import io.codemaster.api.project.SetProjectBudget;
import io.codemaster.api.requirement.RequirementStatus;
import io.codemaster.api.shared.Change;
import io.codemaster.api.shared.ErrorCode;
import io.codemaster.api.shared.Rejection;

class ProjectTest {

    private static final ProjectId ID = new ProjectId("project-1");
    private static final UserId PM = new UserId("pm");
    private static final UserId RD = new UserId("rd");
    private static final ProjectCreated CREATED = new ProjectCreated(ID, "PAY", "Payments", null, PM, false);
    private static final ProjectMemberAdded OWNER = new ProjectMemberAdded(ID, PM, ProjectRole.OWNER);
    private static final ProjectMemberAdded DEVELOPER = new ProjectMemberAdded(ID, RD, ProjectRole.DEVELOPER);
    private static final ProjectArchived ARCHIVED = new ProjectArchived(ID);

    private final FixtureConfiguration<Project> project = new AggregateTestFixture<>(Project.class);

    @Test
    void theCreatorOwnsTheProjectAndItsKeyIsClaimed() {
        project.givenNoPriorActivity()
                .when(new CreateProject(ID, "PAY", "Payments", null, PM, false))
                .expectEvents(CREATED, OWNER, new ProjectKeyClaimed(ID, "PAY"));
    }

    @Test
    void somebodyNewBecomesAMember() {
        project.given(CREATED, OWNER)
                .when(new AddProjectMember(ID, RD, ProjectRole.DEVELOPER))
                .expectEvents(DEVELOPER)
                .expectResultMessagePayload(true);
    }

    @Test
    void aMemberIsGivenAnotherRole() {
        project.given(CREATED, OWNER, DEVELOPER)
                .when(new AddProjectMember(ID, RD, ProjectRole.OWNER))
                .expectEvents(new ProjectMemberRoleChanged(ID, RD, ProjectRole.OWNER))
                .expectResultMessagePayload(false);
    }

    @Test
    void theSameRoleAgainChangesNothing() {
        project.given(CREATED, OWNER)
                .when(new AddProjectMember(ID, PM, ProjectRole.OWNER))
                .expectNoEvents()
                .expectResultMessagePayload(false);
    }

    @Test
    void theLastOwnerStaysAnOwner() {
        project.given(CREATED, OWNER, DEVELOPER)
                .when(new AddProjectMember(ID, PM, ProjectRole.DEVELOPER))
                .expectNoEvents()
                .expectExceptionDetails(rejection(ErrorCode.PROJECT_LAST_OWNER));
    }

    @Test
    void theLastOwnerCannotLeave() {
        project.given(CREATED, OWNER, DEVELOPER)
                .when(new RemoveProjectMember(ID, PM))
                .expectNoEvents()
                .expectExceptionDetails(rejection(ErrorCode.PROJECT_LAST_OWNER));
    }

    @Test
    void oneOfTwoOwnersCanLeave() {
        project.given(CREATED, OWNER, DEVELOPER, new ProjectMemberRoleChanged(ID, RD, ProjectRole.OWNER))
                .when(new RemoveProjectMember(ID, PM))
                .expectEvents(new ProjectMemberRemoved(ID, PM));
    }

    @Test
    void whoHasLeftDoesNotCountAsAnOwner() {
        project.given(
                        CREATED,
                        OWNER,
                        new ProjectMemberAdded(ID, RD, ProjectRole.OWNER),
                        new ProjectMemberRemoved(ID, RD))
                .when(new RemoveProjectMember(ID, PM))
                .expectExceptionDetails(rejection(ErrorCode.PROJECT_LAST_OWNER));
    }

    @Test
    void aStrangerCannotBeRemoved() {
        project.given(CREATED, OWNER)
                .when(new RemoveProjectMember(ID, RD))
                .expectNoEvents()
                .expectExceptionDetails(rejection(ErrorCode.PROJECT_MEMBER_NOT_FOUND));
    }

    @Test
    void anEditSaysWhatBecameDifferent() {
        project.given(CREATED, OWNER)
                .when(new EditProject(ID, "Money", new Change<>("About money."), false))
                .expectEvents(new ProjectRenamed(ID, "Money"), new ProjectDescriptionChanged(ID, "About money."));
    }

    @Test
    void aDescriptionCanBeEmptied() {
        project.given(CREATED, new ProjectDescriptionChanged(ID, "About money."))
                .when(new EditProject(ID, null, new Change<>(null), false))
                .expectEvents(new ProjectDescriptionChanged(ID, null));
    }

    @Test
    void anEditThatChangesNothingIsNoEvent() {
        project.given(CREATED, OWNER)
                .when(new EditProject(ID, "Payments", new Change<>(null), true))
                .expectNoEvents();
    }

    @Test
    void aProjectIsArchivedOnce() {
        project.given(CREATED).when(new ArchiveProject(ID)).expectEvents(ARCHIVED);
        project.given(CREATED, ARCHIVED).when(new ArchiveProject(ID)).expectNoEvents();
    }

    @Test
    void anArchivedProjectRefusesEveryChange() {
        for (var command : new Object[] {
            new EditProject(ID, "Money", null, false),
            new AddProjectMember(ID, RD, ProjectRole.OWNER),
            new RemoveProjectMember(ID, PM),
            new ReserveRequirementNumber(ID),
            new CheckProject(ID, null)
        }) {
            project.given(CREATED, OWNER, ARCHIVED)
                    .when(command)
                    .expectNoEvents()
                    .expectExceptionDetails(rejection(ErrorCode.PROJECT_ARCHIVED));
        }
    }

    @Test
    void aProjectIsRestoredAndRenamedAtOnce() {
        project.given(CREATED, OWNER, ARCHIVED)
                .when(new EditProject(ID, "Money", null, true))
                .expectEvents(new ProjectRestored(ID), new ProjectRenamed(ID, "Money"));
    }

    @Test
    void onlyMembersTakeOverWork() {
        project.given(CREATED, OWNER).when(new CheckProject(ID, PM)).expectSuccessfulHandlerExecution();
        project.given(CREATED, OWNER)
                .when(new CheckProject(ID, RD))
                .expectExceptionDetails(rejection(ErrorCode.PROJECT_NOT_A_MEMBER));
    }

    @Test
    void requirementNumbersCountUp() {
        project.given(CREATED, OWNER, new RequirementNumberReserved(ID, 11))
                .when(new ReserveRequirementNumber(ID))
                .expectEvents(new RequirementNumberReserved(ID, 12))
                .expectResultMessagePayload("PAY-12");
    }

    private static Matcher<Object> rejection(ErrorCode code) {
        return Matchers.matches((Object details) -> details instanceof Rejection it && it.code() == code);
    }

    @Test
    void theBoardsLimitsAreSetAndTakenAway() {
        var limits = Map.of(RequirementStatus.IN_REVIEW, 3);
        project.given(CREATED, OWNER)
                .when(new SetBoardLimits(ID, limits))
                .expectEvents(new BoardLimitsChanged(ID, limits));
        project.given(CREATED, OWNER, new BoardLimitsChanged(ID, limits))
                .when(new SetBoardLimits(ID, Map.of()))
                .expectEvents(new BoardLimitsChanged(ID, Map.of()));
    }

    @Test
    void theSameLimitsAgainChangeNothing() {
        var limits = Map.of(RequirementStatus.IN_REVIEW, 3);
        project.given(CREATED, OWNER, new BoardLimitsChanged(ID, limits))
                .when(new SetBoardLimits(ID, limits))
                .expectNoEvents();
    }

    @Test
    void anArchivedProjectKeepsItsLimits() {
        project.given(CREATED, OWNER, ARCHIVED)
                .when(new SetBoardLimits(ID, Map.of(RequirementStatus.IN_REVIEW, 3)))
                .expectNoEvents()
                .expectExceptionDetails(rejection(ErrorCode.PROJECT_ARCHIVED));
    }

    @Test
    void theBudgetIsSetAndTheSameAgainChangesNothing() {
        project.given(CREATED, OWNER)
                .when(new SetProjectBudget(ID, new BigDecimal("100"), null))
                .expectEvents(new ProjectBudgetChanged(ID, new BigDecimal("100"), null));
        project.given(CREATED, OWNER, new ProjectBudgetChanged(ID, new BigDecimal("100"), null))
                .when(new SetProjectBudget(ID, new BigDecimal("100.00"), null))
                .expectNoEvents();
    }

    @Test
    void whoOwnsTheProjectAnswersForItsBudget() {
        project.given(CREATED, OWNER, DEVELOPER, new ProjectBudgetChanged(ID, null, BigDecimal.TEN))
                .when(new CheckProjectBudget(ID))
                .expectNoEvents()
                .expectResultMessagePayload(new ProjectBudget(null, BigDecimal.TEN, List.of(PM)));
    }
}
