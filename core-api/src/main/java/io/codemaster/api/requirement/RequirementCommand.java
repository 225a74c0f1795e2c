package io.codemaster.api.requirement;

/** Everything a requirement can be asked to do. */
public sealed interface RequirementCommand
        permits SubmitRequirement,
                EditRequirement,
                CloseRequirement,
                ReopenRequirement,
                AddAttachment,
                RemoveAttachment,
                ImportDocument,
                CheckRequirement,
                CheckOrder,
                OrderGeneration,
                ResumeGeneration,
                ConcludeGeneration,
                BeginReview,
                CheckVerdict,
                RecordVerdict,
                OrderRevision,
                RecordMergeState {

    RequirementId requirementId();
}
