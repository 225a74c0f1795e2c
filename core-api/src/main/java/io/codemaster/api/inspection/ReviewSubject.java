package io.codemaster.api.inspection;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.artifact.ArtifactId;
import io.codemaster.api.codegen.CapturedChanges;
import io.codemaster.api.codegen.CodegenTaskId;

/**
 * Whether a change does what its requirement asks for, and does it well.
 *
 * @param taskId the generation that made the change
 * @param description the requirement in Markdown
 * @param changes the whole change against the target branch
 * @param analysis the analysis of the repository as JSON, null when there is none
 * @param earlier what the last round's AI review found, empty in the first round
 * @param comments what people asked for in the last round, in their words, empty in the first round
 */
public record ReviewSubject(
        CodegenTaskId taskId,
        String requirementKey,
        String title,
        String description,
        CapturedChanges changes,
        @Nullable ArtifactId analysis,
        List<Finding> earlier,
        List<String> comments)
        implements InspectionSubject {}
