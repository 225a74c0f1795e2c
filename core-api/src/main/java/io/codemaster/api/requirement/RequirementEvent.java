package io.codemaster.api.requirement;

/** Everything that can become true of a requirement. */
public sealed interface RequirementEvent
        permits RequirementSubmitted,
                RequirementEdited,
                RequirementClosed,
                RequirementReopened,
                AttachmentAdded,
                AttachmentRemoved,
                DocumentImported,
                GenerationOrdered,
                GenerationResumed,
                GenerationConcluded,
                ReviewBegun,
                RequirementJudged,
                RequirementMergeMoved {

    RequirementId requirementId();
}
