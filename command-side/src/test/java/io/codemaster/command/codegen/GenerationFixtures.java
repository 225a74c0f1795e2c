package io.codemaster.command.codegen;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.artifact.ArtifactId;
import io.codemaster.api.codegen.AgentLaunch;
import io.codemaster.api.codegen.AgentOutcome;
import io.codemaster.api.codegen.CapturedChanges;
import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.codegen.DiffStat;
import io.codemaster.api.codegen.Failure;
import io.codemaster.api.codegen.FailureCode;
import io.codemaster.api.codegen.GenerationOptions;
import io.codemaster.api.codegen.GenerationOrder;
import io.codemaster.api.codegen.GenerationStep;
import io.codemaster.api.codegen.Usage;
import io.codemaster.api.codegen.WorkerId;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.project.ProjectId;
import io.codemaster.api.repository.Platform;
import io.codemaster.api.repository.RepositoryId;
import io.codemaster.api.requirement.RequirementId;

/** A generation as the tests tell it. */
final class GenerationFixtures {

    static final CodegenTaskId TASK = new CodegenTaskId("task-1");
    static final UserId RD = new UserId("rd");
    static final WorkerId WORKER = new WorkerId("worker-1");
    static final ProjectId PROJECT = new ProjectId("project-1");
    static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    static final Duration PAUSE = Duration.ofSeconds(15);
    static final ArtifactId PROMPT = new ArtifactId("a".repeat(64));
    static final ArtifactId PATCH = new ArtifactId("b".repeat(64));
    static final String BASE = "1".repeat(40);
    static final String HEAD = "2".repeat(40);
    static final String BRANCH = "feature/req-PAY-1";
    static final Usage USED = new Usage(3, 200, 5_000, 0, 7, new BigDecimal("0.12"), 9_000);
    static final AgentLaunch LAUNCH = new AgentLaunch("session-1", "2.1.330", null, true, "pid-namespace");
    static final AgentOutcome OUTCOME = new AgentOutcome(0, 40, "success", "claude-opus", USED, 9_100, 0, 0, 0);
    static final DiffStat STAT = new DiffStat(2, 10, 3);
    static final CapturedChanges CHANGES = new CapturedChanges(BASE, HEAD, STAT, PATCH, PATCH, null);

    private GenerationFixtures() {}

    static GenerationOrder order(int retries) {
        return new GenerationOrder(
                new RequirementId("requirement-1"),
                "PAY-1",
                PROJECT,
                new RepositoryId("repository-1"),
                "https://git.example.com/pay/app.git",
                Platform.GIT,
                "main",
                "main",
                "Refunds",
                "As a customer I want my money back.",
                null,
                new GenerationOptions(
                        null,
                        null,
                        null,
                        50,
                        BigDecimal.TEN,
                        Duration.ofMinutes(10),
                        Duration.ofMinutes(5),
                        retries,
                        PAUSE));
    }

    static Failure failure(FailureCode code) {
        return failure(code, null);
    }

    static Failure failure(FailureCode code, @Nullable Instant passesAt) {
        return new Failure(code, GenerationStep.GENERATE, "It failed.", passesAt);
    }
}
