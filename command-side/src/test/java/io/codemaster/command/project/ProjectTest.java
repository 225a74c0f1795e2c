package io.codemaster.command.project;

import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;

import io.codemaster.api.identity.UserId;
import io.codemaster.api.project.AddProjectMember;
import io.codemaster.api.project.CreateProject;
import io.codemaster.api.project.ProjectCreated;
import io.codemaster.api.project.ProjectId;
import io.codemaster.api.project.ProjectKeyClaimed;
import io.codemaster.api.project.ProjectMemberAdded;
import io.codemaster.api.project.ProjectRole;
import io.codemaster.api.project.RequirementNumberReserved;
import io.codemaster.api.project.ReserveRequirementNumber;

class ProjectTest {

    private static final ProjectId ID = new ProjectId("project-1");
    private static final UserId PM = new UserId("pm");
    private static final ProjectCreated CREATED = new ProjectCreated(ID, "PAY", "Payments", null, PM, false);
    private static final ProjectMemberAdded OWNER = new ProjectMemberAdded(ID, PM, ProjectRole.OWNER);

    private final FixtureConfiguration<Project> project = new AggregateTestFixture<>(Project.class);

    @Test
    void theCreatorOwnsTheProjectAndItsKeyIsClaimed() {
        project.givenNoPriorActivity()
                .when(new CreateProject(ID, "PAY", "Payments", null, PM, false))
                .expectEvents(CREATED, OWNER, new ProjectKeyClaimed(ID, "PAY"));
    }

    @Test
    void somebodyIsAMemberOnce() {
        project.given(CREATED, OWNER)
                .when(new AddProjectMember(ID, PM, ProjectRole.DEVELOPER))
                .expectNoEvents();
    }

    @Test
    void requirementNumbersCountUp() {
        project.given(CREATED, OWNER, new RequirementNumberReserved(ID, 11))
                .when(new ReserveRequirementNumber(ID))
                .expectEvents(new RequirementNumberReserved(ID, 12))
                .expectResultMessagePayload("PAY-12");
    }
}
