package io.codemaster.command.requirement;

import java.math.BigDecimal;
import java.time.Duration;

import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.axonframework.test.matchers.Matchers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.codegen.GenerationOptions;
import io.codemaster.api.codegen.GenerationOrder;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.project.ProjectId;
import io.codemaster.api.repository.Platform;
import io.codemaster.api.repository.RepositoryId;
import io.codemaster.api.requirement.ConcludeGeneration;
import io.codemaster.api.requirement.Delivery;
import io.codemaster.api.requirement.GenerationConcluded;
import io.codemaster.api.requirement.GenerationOrdered;
import io.codemaster.api.requirement.GenerationResumed;
import io.codemaster.api.requirement.OrderGeneration;
import io.codemaster.api.requirement.Priority;
import io.codemaster.api.requirement.RepositoryTarget;
import io.codemaster.api.requirement.RequirementId;
import io.codemaster.api.requirement.RequirementStatus;
import io.codemaster.api.requirement.RequirementSubmitted;
import io.codemaster.api.requirement.ResumeGeneration;
import io.codemaster.api.shared.ErrorCode;
import io.codemaster.api.shared.Rejection;

class RequirementTest {

    private static final RequirementId ID = new RequirementId("requirement-1");
    private static final CodegenTaskId TASK = new CodegenTaskId("task-1");
    private static final CodegenTaskId OTHER_TASK = new CodegenTaskId("task-2");
    private static final UserId RD = new UserId("rd");
    private static final RepositoryTarget TARGET = new RepositoryTarget(
            new RepositoryId("repository-1"), "https://git.example.com/pay.git", Platform.GIT, "main");
    private static final Delivery DELIVERY = new Delivery("feature/req-PAY-1", "2".repeat(40));

    private final FixtureConfiguration<Requirement> requirement = new AggregateTestFixture<>(Requirement.class);

    @Test
    void anOrderHoldsAllThatTheAgentNeeds() {
        requirement
                .given(submitted(TARGET, null))
                .when(new OrderGeneration(ID, TASK, options(null), RD))
                .expectEvents(new GenerationOrdered(ID, TASK, order("main", null), RD))
                .expectResultMessagePayload(order("main", null));
    }

    @Test
    void theRequirementsBranchIsWhereWorkStarts() {
        requirement
                .given(submitted(TARGET, "release/2"))
                .when(new OrderGeneration(ID, TASK, options(null), RD))
                .expectResultMessagePayload(order("release/2", null));
    }

    @Test
    void theRequestedBranchComesBeforeTheRequirementsBranch() {
        requirement
                .given(submitted(TARGET, "release/2"))
                .when(new OrderGeneration(ID, TASK, options("develop"), RD))
                .expectEvents(new GenerationOrdered(
                        ID,
                        TASK,
                        new GenerationOrder(
                                ID,
                                "PAY-1",
                                new ProjectId("project-1"),
                                TARGET.repositoryId(),
                                TARGET.gitUrl(),
                                Platform.GIT,
                                "develop",
                                "main",
                                "Refunds",
                                "Give money back.",
                                null,
                                options("develop")),
                        RD));
    }

    @Test
    void withoutARepositoryNothingCanBeOrdered() {
        requirement
                .given(submitted(null, null))
                .when(new OrderGeneration(ID, TASK, options(null), RD))
                .expectNoEvents()
                .expectExceptionDetails(rejection(ErrorCode.GENERATION_REPOSITORY_MISSING));
    }

    @Test
    void oneGenerationAtATime() {
        requirement
                .given(submitted(TARGET, null), new GenerationOrdered(ID, TASK, order("main", null), RD))
                .when(new OrderGeneration(ID, OTHER_TASK, options(null), RD))
                .expectNoEvents()
                .expectExceptionDetails(rejection(ErrorCode.GENERATION_ALREADY_ACTIVE));
    }

    @Test
    void aRetryWaitsForTheActiveGenerationToo() {
        requirement
                .given(submitted(TARGET, null), new GenerationOrdered(ID, TASK, order("main", null), RD))
                .when(new ResumeGeneration(ID, OTHER_TASK, order("main", null), RD))
                .expectNoEvents()
                .expectExceptionDetails(rejection(ErrorCode.GENERATION_ALREADY_ACTIVE));
    }

    @Test
    void aDeliveryMakesTheRequirementGenerated() {
        requirement
                .given(submitted(TARGET, null), new GenerationOrdered(ID, TASK, order("main", null), RD))
                .when(new ConcludeGeneration(ID, TASK, DELIVERY))
                .expectEvents(new GenerationConcluded(ID, TASK, DELIVERY, RequirementStatus.GENERATED));
    }

    @Test
    void withoutADeliveryTheRequirementIsADraftAgain() {
        requirement
                .given(submitted(TARGET, null), new GenerationOrdered(ID, TASK, order("main", null), RD))
                .when(new ConcludeGeneration(ID, TASK, null))
                .expectEvents(new GenerationConcluded(ID, TASK, null, RequirementStatus.DRAFT));
    }

    @Test
    void anEarlierDeliveryKeepsTheRequirementGenerated() {
        requirement
                .given(
                        submitted(TARGET, null),
                        new GenerationOrdered(ID, TASK, order("main", null), RD),
                        new GenerationConcluded(ID, TASK, DELIVERY, RequirementStatus.GENERATED),
                        new GenerationResumed(ID, OTHER_TASK, order("main", DELIVERY), RD))
                .when(new ConcludeGeneration(ID, OTHER_TASK, null))
                .expectEvents(new GenerationConcluded(ID, OTHER_TASK, null, RequirementStatus.GENERATED));
    }

    @Test
    void theNextOrderKnowsTheBranchThatIsOwned() {
        requirement
                .given(
                        submitted(TARGET, null),
                        new GenerationOrdered(ID, TASK, order("main", null), RD),
                        new GenerationConcluded(ID, TASK, DELIVERY, RequirementStatus.GENERATED))
                .when(new OrderGeneration(ID, OTHER_TASK, options(null), RD))
                .expectResultMessagePayload(order("main", DELIVERY));
    }

    @Test
    void concludingTwiceChangesNothing() {
        requirement
                .given(
                        submitted(TARGET, null),
                        new GenerationOrdered(ID, TASK, order("main", null), RD),
                        new GenerationConcluded(ID, TASK, DELIVERY, RequirementStatus.GENERATED))
                .when(new ConcludeGeneration(ID, TASK, null))
                .expectNoEvents();
    }

    private static RequirementSubmitted submitted(@Nullable RepositoryTarget target, @Nullable String branch) {
        return new RequirementSubmitted(
                ID,
                new ProjectId("project-1"),
                "PAY-1",
                "Refunds",
                "Give money back.",
                Priority.MEDIUM,
                target,
                branch,
                null,
                null,
                RD);
    }

    private static GenerationOrder order(String sourceBranch, @Nullable Delivery owned) {
        return new GenerationOrder(
                ID,
                "PAY-1",
                new ProjectId("project-1"),
                TARGET.repositoryId(),
                TARGET.gitUrl(),
                Platform.GIT,
                sourceBranch,
                "main",
                "Refunds",
                "Give money back.",
                owned,
                options(null));
    }

    private static GenerationOptions options(@Nullable String sourceBranch) {
        return new GenerationOptions(
                sourceBranch,
                null,
                null,
                50,
                BigDecimal.TEN,
                Duration.ofMinutes(10),
                Duration.ofMinutes(5),
                1,
                Duration.ofSeconds(15));
    }

    private static org.hamcrest.Matcher<Object> rejection(ErrorCode code) {
        return Matchers.matches((Object details) -> details instanceof Rejection it && it.code() == code);
    }
}
