package io.codemaster.api.requirement;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

import io.codemaster.api.artifact.ArtifactId;
import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.codegen.GenerationOptions;
import io.codemaster.api.identity.UserId;

/**
 * Asks for code; answers the {@link io.codemaster.api.codegen.GenerationOrder}. Refused while a generation is active.
 *
 * @param analysis the analysis of the repository as JSON, null when there is none
 */
public record OrderGeneration(
        @TargetAggregateIdentifier RequirementId requirementId,
        CodegenTaskId taskId,
        GenerationOptions options,
        UserId orderedBy,
        @Nullable ArtifactId analysis)
        implements RequirementCommand {

    /** An order for a repository that nobody has analysed. */
    public OrderGeneration(
            RequirementId requirementId, CodegenTaskId taskId, GenerationOptions options, UserId orderedBy) {
        this(requirementId, taskId, options, orderedBy, null);
    }
}
