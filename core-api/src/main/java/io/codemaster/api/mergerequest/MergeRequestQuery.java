package io.codemaster.api.mergerequest;

/** Everything that can be asked to read about merge requests. */
public sealed interface MergeRequestQuery permits FindMergeRequest, FindMergeRequestByNumber {}
