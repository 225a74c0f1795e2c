package io.codemaster.executor.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.codemaster.api.artifact.ArtifactId;
import io.codemaster.api.codegen.GenerationOptions;
import io.codemaster.api.codegen.GenerationOrder;
import io.codemaster.api.codegen.Material;
import io.codemaster.api.project.ProjectId;
import io.codemaster.api.repository.Platform;
import io.codemaster.api.repository.RepositoryId;
import io.codemaster.api.requirement.RequirementId;
import io.codemaster.executor.shared.InMemoryArtifacts;

class PromptComposerTest {

    private final InMemoryArtifacts artifacts = new InMemoryArtifacts();

    private final PromptComposer composer =
            new PromptComposer(new PromptMaterial(artifacts), new PromptAnalysis(artifacts));

    @Test
    void attachmentsStandBetweenTheRequirementAndTheRules() {
        var prompt = compose(List.of(text("error.log", "boom at line 7"), text("spec.md", "Do it.")));
        assertThat(prompt)
                .containsSubsequence(
                        "# Requirement PAY-1: Refunds",
                        "Give money back.",
                        "## error.log",
                        "boom at line 7",
                        "## spec.md",
                        "Do it.",
                        "# How to work",
                        "`feature/req-PAY-1`, which starts from `main`");
    }

    @Test
    void anAttachmentForWhichThereIsNoRoomIsNamed() {
        assertThat(compose(List.of(
                        text("large.log", "a line\n".repeat(PromptMaterial.BUDGET)), text("small.log", "The end"))))
                .contains(
                        "Left out for want of room: the last ",
                        "Left out for want of room: \"small.log\" (7 characters)")
                .doesNotContain("The end");
    }

    @Test
    void anOrderFromBeforeThereWasMaterialIsComposedWithoutIt() {
        assertThat(compose(null)).doesNotContain("# Material").contains("# How to work");
    }

    @Test
    void theAnalysisStandsBeforeTheMaterialAndIsNoOrder() {
        var analysis = artifacts.keep("""
                {"modules":[{"path":"src","description":"Pays.","fileCount":3}],
                 "techStack":[{"name":"Java","version":"17","purpose":"Language"}],
                 "entryPoints":[],"structure":"src/",
                 "codeStyle":{"naming":"camelCase","errorHandling":"throws","testFramework":"JUnit"}}""".getBytes(StandardCharsets.UTF_8));

        assertThat(compose(List.of(text("spec.md", "Do it.")), analysis))
                .containsSubsequence(
                        "Give money back.",
                        "# What the repository is made of",
                        "not an order",
                        "- Naming: camelCase",
                        "- `src` (3 files): Pays.",
                        "- Java 17: Language",
                        "# Material",
                        "# How to work");
    }

    @Test
    void anAnalysisForWhichThereIsNoRoomIsCutAndWhatIsLeftOutIsNamed() {
        var modules = "{\"path\":\"src/%d\",\"description\":\"" + "x".repeat(100) + "\",\"fileCount\":1}";
        var all = java.util.stream.IntStream.range(0, 400)
                .mapToObj(modules::formatted)
                .collect(java.util.stream.Collectors.joining(","));
        var analysis = artifacts.keep(("{\"modules\":[" + all + "],\"techStack\":[],\"entryPoints\":[],"
                        + "\"structure\":\"a\\nb\",\"codeStyle\":{\"naming\":\"n\",\"errorHandling\":\"e\","
                        + "\"testFramework\":\"t\"}}")
                .getBytes(StandardCharsets.UTF_8));

        var prompt = compose(null, analysis);

        assertThat(prompt).containsPattern("Left out for want of room: modules \\(\\d+ of 400 lines\\)");
        assertThat(prompt.length()).isLessThan(PromptAnalysis.BUDGET + 4_000);
    }

    private Material text(String name, String content) {
        return new Material(name, null, artifacts.keep(content.getBytes(StandardCharsets.UTF_8)), content.length());
    }

    private String compose(@Nullable List<Material> material) {
        return compose(material, null);
    }

    private String compose(@Nullable List<Material> material, @Nullable ArtifactId analysis) {
        return composer.compose(
                new GenerationOrder(
                        new RequirementId("r-1"),
                        "PAY-1",
                        new ProjectId("p-1"),
                        new RepositoryId("repository-1"),
                        "https://git.example.com/a.git",
                        Platform.GIT,
                        "main",
                        "main",
                        "Refunds",
                        "Give money back.",
                        null,
                        new GenerationOptions(
                                null,
                                null,
                                null,
                                5,
                                BigDecimal.ONE,
                                Duration.ofMinutes(1),
                                Duration.ofMinutes(1),
                                0,
                                Duration.ofSeconds(1)),
                        material,
                        analysis,
                        null),
                "feature/req-PAY-1");
    }
}
