package io.codemaster.api.codegen;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.artifact.ArtifactId;
import io.codemaster.api.project.ProjectId;
import io.codemaster.api.repository.Platform;
import io.codemaster.api.repository.RepositoryId;
import io.codemaster.api.requirement.Delivery;
import io.codemaster.api.requirement.RequirementId;

/**
 * All that is needed to write the code of a requirement, as it stood when the code was asked for.
 *
 * @param sourceBranch where the work starts and what the change is for; never null
 * @param description the requirement in Markdown
 * @param owned the branch that an earlier generation of this requirement pushed, null when there is none
 * @param material texts that go with the requirement, the most important first; null for none
 * @param analysis the analysis of the repository as JSON, null when there is none
 * @param revision what a reviewed change shall become, null for a change from the beginning
 */
public record GenerationOrder(
        RequirementId requirementId,
        String requirementKey,
        ProjectId projectId,
        RepositoryId repositoryId,
        String gitUrl,
        Platform platform,
        String sourceBranch,
        String defaultBranch,
        String title,
        String description,
        @Nullable Delivery owned,
        GenerationOptions options,
        @Nullable List<Material> material,
        @Nullable ArtifactId analysis,
        @Nullable RevisionBrief revision) {

    /** An order with nothing but the requirement. */
    public GenerationOrder(
            RequirementId requirementId,
            String requirementKey,
            ProjectId projectId,
            RepositoryId repositoryId,
            String gitUrl,
            Platform platform,
            String sourceBranch,
            String defaultBranch,
            String title,
            String description,
            @Nullable Delivery owned,
            GenerationOptions options) {
        this(
                requirementId,
                requirementKey,
                projectId,
                repositoryId,
                gitUrl,
                platform,
                sourceBranch,
                defaultBranch,
                title,
                description,
                owned,
                options,
                null,
                null,
                null);
    }
}
