package io.codemaster.api.mergerequest;

import io.codemaster.api.requirement.RequirementId;

/** Everything that can become true of a merge request. */
public sealed interface MergeRequestEvent
        permits MergeRequestRequested,
                MergeRequestOpened,
                MergeRequestDescribed,
                MergeRequestChecked,
                MergeRequestFailed,
                MergeRequestRefreshRequested,
                MergeRequestMerged,
                MergeRequestClosed,
                MergeRequestReopened {

    MergeRequestId mergeRequestId();

    RequirementId requirementId();
}
