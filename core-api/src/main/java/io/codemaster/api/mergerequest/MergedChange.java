package io.codemaster.api.mergerequest;

/**
 * What merging made.
 *
 * @param mergeCommit the full SHA-1 that the target branch is at
 */
public record MergedChange(String mergeCommit) {}
