package io.codemaster.saga;

import java.math.BigDecimal;
import java.time.Duration;

import io.codemaster.api.codegen.GenerationOptions;
import io.codemaster.api.codegen.GenerationOrder;
import io.codemaster.api.project.ProjectId;
import io.codemaster.api.repository.Platform;
import io.codemaster.api.repository.RepositoryId;
import io.codemaster.api.requirement.RequirementId;

/** What the sagas are told of in their tests. */
final class SagaSamples {

    static final RequirementId REQUIREMENT = new RequirementId("requirement-1");

    static final ProjectId PROJECT = new ProjectId("project-1");

    static final GenerationOptions OPTIONS = new GenerationOptions(
            null,
            null,
            null,
            50,
            BigDecimal.TEN,
            Duration.ofMinutes(10),
            Duration.ofMinutes(5),
            1,
            Duration.ofSeconds(15));

    /** At plain git. */
    static final GenerationOrder ORDER = order(Platform.GIT, "https://git.example.com/pay.git");

    private SagaSamples() {}

    static GenerationOrder order(Platform platform, String gitUrl) {
        return new GenerationOrder(
                REQUIREMENT,
                "PAY-1",
                PROJECT,
                new RepositoryId("repository-1"),
                gitUrl,
                platform,
                "main",
                "main",
                "Refunds",
                "Give money back.",
                null,
                OPTIONS);
    }
}
