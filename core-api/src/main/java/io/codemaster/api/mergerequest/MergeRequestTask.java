package io.codemaster.api.mergerequest;

/** What an executor is asked to do with a merge request. */
public sealed interface MergeRequestTask permits OpenMergeRequest, ReadMergeRequest, MergeBranches {

    MergeRequestId mergeRequestId();
}
