package io.codemaster.api.mergerequest;

import io.codemaster.api.repository.RepositoryId;

/** Asks for a merge request by its platform's number; answers {@link MergeRequestDetails} or nothing. */
public record FindMergeRequestByNumber(RepositoryId repositoryId, long number) implements MergeRequestQuery {}
