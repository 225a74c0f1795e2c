package io.codemaster.api.codegen;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.identity.UserId;
import io.codemaster.api.project.ProjectId;
import io.codemaster.api.requirement.RequirementId;
import io.codemaster.api.shared.PageRequest;

/**
 * Answers a {@code Page<GenerationDetails>}, newest first. Each filter may be null.
 *
 * @param reader only generations of this user's projects
 * @param all whether projects that the reader does not belong to are wanted too
 * @param mine whether only those that the reader asked for are wanted
 */
public record FindGenerations(
        UserId reader,
        boolean all,
        @Nullable ProjectId projectId,
        @Nullable RequirementId requirementId,
        @Nullable GenerationStatus status,
        boolean mine,
        PageRequest page)
        implements CodegenQuery {}
