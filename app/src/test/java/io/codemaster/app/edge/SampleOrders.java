package io.codemaster.app.edge;

import java.math.BigDecimal;
import java.time.Duration;

import io.codemaster.api.codegen.GenerationOptions;
import io.codemaster.api.codegen.GenerationOrder;
import io.codemaster.api.project.ProjectId;
import io.codemaster.api.repository.Platform;
import io.codemaster.api.repository.RepositoryId;
import io.codemaster.api.requirement.RequirementId;

/** What a generation is asked for, where a test does not care. */
public final class SampleOrders {

    private SampleOrders() {}

    /** An order for a branch beside main. */
    public static GenerationOrder order(
            RequirementId requirement, String key, ProjectId project, RepositoryId repository, String gitUrl) {
        return new GenerationOrder(
                requirement,
                key,
                project,
                repository,
                gitUrl,
                Platform.GIT,
                "main",
                "main",
                "Title",
                "Text",
                null,
                options());
    }

    /** A minute, a dollar and no second attempt. */
    public static GenerationOptions options() {
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
}
