package io.codemaster.api.review;

import org.axonframework.serialization.Revision;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.requirement.RequirementId;

/** A reviewer has kept what they have written so far. */
@Revision("1")
public record ReviewDraftSaved(
        ReviewId reviewId, CodegenTaskId taskId, RequirementId requirementId, ReviewDraft draft, UserId savedBy)
        implements ReviewEvent {}
