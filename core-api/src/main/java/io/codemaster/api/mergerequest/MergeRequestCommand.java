package io.codemaster.api.mergerequest;

/** Everything a merge request can be asked or told. */
public sealed interface MergeRequestCommand
        permits RequestMergeRequest,
                RecordMergeRequest,
                RecordMergeRequestFailure,
                RefreshMergeRequest,
                CheckMergeRequest {

    MergeRequestId mergeRequestId();
}
