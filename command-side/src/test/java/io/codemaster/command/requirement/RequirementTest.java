package io.codemaster.command.requirement;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.axonframework.test.matchers.Matchers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.codemaster.api.artifact.ArtifactId;
import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.codegen.GenerationOptions;
import io.codemaster.api.codegen.GenerationOrder;
import io.codemaster.api.codegen.Material;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.project.ProjectId;
import io.codemaster.api.repository.Platform;
import io.codemaster.api.repository.RepositoryId;
import io.codemaster.api.requirement.AddAttachment;
import io.codemaster.api.requirement.Attachment;
import io.codemaster.api.requirement.AttachmentAdded;
import io.codemaster.api.requirement.AttachmentId;
import io.codemaster.api.requirement.AttachmentRemoved;
import io.codemaster.api.requirement.CheckRequirement;
import io.codemaster.api.requirement.CloseRequirement;
import io.codemaster.api.requirement.ConcludeGeneration;
import io.codemaster.api.requirement.Delivery;
import io.codemaster.api.requirement.EditRequirement;
import io.codemaster.api.requirement.GenerationConcluded;
import io.codemaster.api.requirement.GenerationOrdered;
import io.codemaster.api.requirement.GenerationResumed;
import io.codemaster.api.requirement.OrderGeneration;
import io.codemaster.api.requirement.Priority;
import io.codemaster.api.requirement.RemoveAttachment;
import io.codemaster.api.requirement.ReopenRequirement;
import io.codemaster.api.requirement.RepositoryTarget;
import io.codemaster.api.requirement.RequirementClosed;
import io.codemaster.api.requirement.RequirementEdited;
import io.codemaster.api.requirement.RequirementId;
import io.codemaster.api.requirement.RequirementReopened;
import io.codemaster.api.requirement.RequirementStatus;
import io.codemaster.api.requirement.RequirementSubmitted;
import io.codemaster.api.requirement.ResumeGeneration;
import io.codemaster.api.shared.Change;
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

    @Test
    void anOrderCarriesTheAttachmentsAndARunKeepsThem() {
        requirement
                .given(submitted(TARGET, null), added("a"), added("b"), new AttachmentRemoved(ID, id("a"), "a.log", RD))
                .when(new OrderGeneration(ID, TASK, options(null), RD))
                .expectResultMessagePayloadMatching(Matchers.matches((GenerationOrder order) -> List.of(
                                new Material("b.log", null, new ArtifactId("c".repeat(64)), 9))
                        .equals(order.material())));
    }

    @Test
    void anEditHoldsOnlyWhatBecameDifferent() {
        requirement
                .given(submitted(TARGET, "release/2"))
                .when(new EditRequirement(
                        ID,
                        "Refunds",
                        "Give all money back.",
                        Priority.MEDIUM,
                        new Change<>(TARGET),
                        new Change<>(null),
                        new Change<>(null),
                        new Change<>(RD),
                        RD))
                .expectEvents(new RequirementEdited(
                        ID, null, "Give all money back.", null, null, new Change<>(null), null, new Change<>(RD), RD));
    }

    @Test
    void anEditThatChangesNothingIsNoEvent() {
        requirement
                .given(submitted(TARGET, null))
                .when(new EditRequirement(ID, "Refunds", null, null, new Change<>(TARGET), null, null, null, RD))
                .expectNoEvents();
    }

    @Test
    void theNextOrderIsForTheEditedText() {
        requirement
                .given(
                        submitted(null, null),
                        new RequirementEdited(
                                ID,
                                "Money back",
                                null,
                                Priority.URGENT,
                                new Change<>(TARGET),
                                new Change<>("develop"),
                                null,
                                null,
                                RD))
                .when(new OrderGeneration(ID, TASK, options(null), RD))
                .expectResultMessagePayloadMatching(Matchers.matches(
                        (GenerationOrder order) -> order.title().equals("Money back")
                                && order.description().equals("Give money back.")
                                && order.sourceBranch().equals("develop")));
    }

    @Test
    void theTextCanBeEditedWhileItsCodeIsGenerated() {
        requirement
                .given(submitted(TARGET, null), new GenerationOrdered(ID, TASK, order("main", null), RD))
                .when(new EditRequirement(ID, "Later", null, null, null, null, null, null, RD))
                .expectEvents(new RequirementEdited(ID, "Later", null, null, null, null, null, null, RD));
    }

    @Test
    void aRequirementIsClosedWithAReason() {
        requirement
                .given(submitted(TARGET, null))
                .when(new CloseRequirement(ID, "Not needed", RD))
                .expectEvents(new RequirementClosed(ID, "Not needed", RD));
    }

    @Test
    void whatIsClosedIsNotClosedAgain() {
        requirement
                .given(submitted(TARGET, null), new RequirementClosed(ID, null, RD))
                .when(new CloseRequirement(ID, null, RD))
                .expectNoEvents()
                .expectExceptionDetails(rejection(ErrorCode.REQUIREMENT_STATUS_NOT_ALLOWED))
                .expectExceptionMessage("PAY-1 is closed already.");
    }

    @Test
    void nothingIsClosedWhileItsCodeIsGenerated() {
        requirement
                .given(submitted(TARGET, null), new GenerationOrdered(ID, TASK, order("main", null), RD))
                .when(new CloseRequirement(ID, null, RD))
                .expectNoEvents()
                .expectExceptionDetails(rejection(ErrorCode.REQUIREMENT_STATUS_NOT_ALLOWED))
                .expectExceptionMessage(
                        "PAY-1 is generating and cannot become closed. Its code is being generated. Wait"
                                + " for the end, or cancel the generation first.");
    }

    @Test
    void aClosedRequirementIsADraftAgain() {
        requirement
                .given(submitted(TARGET, null), new RequirementClosed(ID, null, RD))
                .when(new ReopenRequirement(ID, RD))
                .expectEvents(new RequirementReopened(ID, RequirementStatus.DRAFT, RD));
    }

    @Test
    void aClosedRequirementWithCodeIsGeneratedAgain() {
        requirement
                .given(
                        submitted(TARGET, null),
                        new GenerationOrdered(ID, TASK, order("main", null), RD),
                        new GenerationConcluded(ID, TASK, DELIVERY, RequirementStatus.GENERATED),
                        new RequirementClosed(ID, null, RD))
                .when(new ReopenRequirement(ID, RD))
                .expectEvents(new RequirementReopened(ID, RequirementStatus.GENERATED, RD));
    }

    @Test
    void onlyWhatIsClosedIsReopened() {
        requirement
                .given(submitted(TARGET, null))
                .when(new ReopenRequirement(ID, RD))
                .expectNoEvents()
                .expectExceptionDetails(rejection(ErrorCode.REQUIREMENT_STATUS_NOT_ALLOWED))
                .expectExceptionMessage("PAY-1 is draft. Only a closed requirement can be reopened.");
    }

    @Test
    void aClosedRequirementIsNotGenerated() {
        requirement
                .given(submitted(TARGET, null), new RequirementClosed(ID, null, RD))
                .when(new OrderGeneration(ID, TASK, options(null), RD))
                .expectNoEvents()
                .expectExceptionDetails(rejection(ErrorCode.REQUIREMENT_CLOSED));
    }

    @Test
    void aStatusFromWhichNoCodeIsGeneratedSaysWhatIsPossible() {
        requirement
                .given(submitted(TARGET, null), new RequirementReopened(ID, RequirementStatus.MERGE_REQUESTED, RD))
                .when(new OrderGeneration(ID, TASK, options(null), RD))
                .expectNoEvents()
                .expectExceptionDetails(rejection(ErrorCode.REQUIREMENT_STATUS_NOT_ALLOWED))
                .expectExceptionMessage("PAY-1 is merge requested and cannot become generating. From there it becomes"
                        + " needs revision or approved or merged or closed.");
    }

    @Test
    void aRequirementHasTwentyAttachmentsAtMost() {
        var full = new ArrayList<Object>();
        full.add(submitted(TARGET, null));
        for (int i = 0; i < 20; i++) {
            full.add(added("a" + i));
        }
        requirement
                .given(full)
                .when(new AddAttachment(ID, attachment("one-more"), RD))
                .expectNoEvents()
                .expectExceptionDetails(rejection(ErrorCode.REQUIREMENT_TOO_MANY_ATTACHMENTS));
    }

    @Test
    void anAttachmentIsRemovedOnce() {
        requirement
                .given(submitted(TARGET, null), added("a"))
                .when(new RemoveAttachment(ID, id("a"), RD))
                .expectEvents(new AttachmentRemoved(ID, id("a"), "a.log", RD));
        requirement
                .given(submitted(TARGET, null), added("a"), new AttachmentRemoved(ID, id("a"), "a.log", RD))
                .when(new RemoveAttachment(ID, id("a"), RD))
                .expectNoEvents()
                .expectExceptionDetails(rejection(ErrorCode.REQUIREMENT_ATTACHMENT_NOT_FOUND));
    }

    @Test
    void aRequirementKnowsItsProject() {
        requirement
                .given(submitted(TARGET, null))
                .when(new CheckRequirement(ID))
                .expectNoEvents()
                .expectResultMessagePayload(new ProjectId("project-1"));
    }

    private static AttachmentId id(String name) {
        return new AttachmentId(name);
    }

    private static Attachment attachment(String name) {
        return new Attachment(id(name), name + ".log", new ArtifactId("c".repeat(64)), 10, 9);
    }

    private static AttachmentAdded added(String name) {
        return new AttachmentAdded(ID, attachment(name), RD);
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
