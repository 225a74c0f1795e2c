package io.codemaster.api.repository;

/**
 * What was learnt from a remote.
 *
 * @param gitUrl the URL in its normal form
 * @param defaultBranch the branch that work starts from
 */
public record RemoteFacts(String gitUrl, String defaultBranch) {}
