package io.codemaster.command.requirement;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.axonframework.test.matchers.Matchers;
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
import io.codemaster.api.requirement.DocumentContent;
import io.codemaster.api.requirement.DocumentFormat;
import io.codemaster.api.requirement.DocumentImported;
import io.codemaster.api.requirement.GenerationConcluded;
import io.codemaster.api.requirement.GenerationOrdered;
import io.codemaster.api.requirement.ImportDocument;
import io.codemaster.api.requirement.ImportedDocument;
import io.codemaster.api.requirement.OrderGeneration;
import io.codemaster.api.requirement.Priority;
import io.codemaster.api.requirement.RepositoryTarget;
import io.codemaster.api.requirement.RequirementId;
import io.codemaster.api.requirement.RequirementStatus;
import io.codemaster.api.requirement.RequirementSubmitted;
import io.codemaster.api.shared.ErrorCode;
import io.codemaster.api.shared.Rejection;

class RequirementDocumentTest {

    private static final RequirementId ID = new RequirementId("requirement-1");
    private static final CodegenTaskId TASK = new CodegenTaskId("task-1");
    private static final UserId PM = new UserId("pm");
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final DocumentContent FIRST = document("a", 7L);
    private static final DocumentContent SECOND = document("b", 8L);

    private final FixtureConfiguration<Requirement> requirement = new AggregateTestFixture<>(Requirement.class);

    @Test
    void theFirstImportIsAlwaysAChange() {
        requirement
                .given(submitted())
                .andGivenCurrentTime(NOW)
                .when(new ImportDocument(ID, FIRST, PM))
                .expectEvents(new DocumentImported(ID, FIRST, PM))
                .expectResultMessagePayload(new ImportedDocument(NOW, true));
    }

    @Test
    void theSameTextReadAgainIsRecordedAndNoChange() {
        requirement
                .given(submitted(), new DocumentImported(ID, FIRST, PM))
                .andGivenCurrentTime(NOW)
                .when(new ImportDocument(ID, document("a", 9L), PM))
                .expectEvents(new DocumentImported(ID, document("a", 9L), PM))
                .expectResultMessagePayload(new ImportedDocument(NOW, false));
    }

    @Test
    void anotherTextIsAChange() {
        requirement
                .given(submitted(), new DocumentImported(ID, FIRST, PM))
                .andGivenCurrentTime(NOW)
                .when(new ImportDocument(ID, SECOND, PM))
                .expectEvents(new DocumentImported(ID, SECOND, PM))
                .expectResultMessagePayload(new ImportedDocument(NOW, true));
    }

    @Test
    void aGenerationMayBeUnderWay() {
        requirement
                .given(submitted(), new GenerationOrdered(ID, TASK, order(null), PM))
                .when(new ImportDocument(ID, FIRST, PM))
                .expectEvents(new DocumentImported(ID, FIRST, PM));
    }

    @Test
    void aRequirementThatIsOverTakesNoDocument() {
        requirement
                .given(
                        submitted(),
                        new GenerationOrdered(ID, TASK, order(null), PM),
                        new GenerationConcluded(ID, TASK, null, RequirementStatus.MERGED))
                .when(new ImportDocument(ID, FIRST, PM))
                .expectNoEvents()
                .expectExceptionDetails(rejection(ErrorCode.REQUIREMENT_CLOSED));
    }

    @Test
    void anOrderTakesTheNewestDocumentAlong() {
        var material = List.of(new Material(SECOND.title(), SECOND.url(), SECOND.artifact(), SECOND.characters()));
        requirement
                .given(submitted(), new DocumentImported(ID, FIRST, PM), new DocumentImported(ID, SECOND, PM))
                .when(new OrderGeneration(ID, TASK, options(), PM))
                .expectResultMessagePayload(order(material));
    }

    private static DocumentContent document(String digit, Long revision) {
        return new DocumentContent(
                "https://acme.feishu.cn/docx/B4EPdAYx8oi8HRxgPQQbM15UcBf",
                "Refunds",
                revision,
                DocumentFormat.MARKDOWN,
                new ArtifactId(digit.repeat(64)),
                100);
    }

    private static RequirementSubmitted submitted() {
        return new RequirementSubmitted(
                ID,
                new ProjectId("project-1"),
                "PAY-1",
                "Refunds",
                "Give money back.",
                Priority.MEDIUM,
                new RepositoryTarget(
                        new RepositoryId("repository-1"), "https://git.example.com/pay.git", Platform.GIT, "main"),
                null,
                null,
                null,
                PM);
    }

    private static GenerationOrder order(@org.jspecify.annotations.Nullable List<Material> material) {
        return new GenerationOrder(
                ID,
                "PAY-1",
                new ProjectId("project-1"),
                new RepositoryId("repository-1"),
                "https://git.example.com/pay.git",
                Platform.GIT,
                "main",
                "main",
                "Refunds",
                "Give money back.",
                null,
                options(),
                material,
                null,
                null);
    }

    private static GenerationOptions options() {
        return new GenerationOptions(
                null,
                null,
                null,
                5,
                BigDecimal.ONE,
                Duration.ofMinutes(1),
                Duration.ofMinutes(1),
                0,
                Duration.ofSeconds(1));
    }

    private static org.hamcrest.Matcher<Object> rejection(ErrorCode code) {
        return Matchers.matches((Object details) -> details instanceof Rejection it && it.code() == code);
    }
}
