package io.codemaster.api.requirement;

/**
 * What a generation left on the remote. The requirement owns this branch as long as its head is still this commit.
 *
 * @param branch the short name, for instance {@code feature/req-PAY-12}
 * @param headCommit the full SHA-1 of the commit that was pushed
 */
public record Delivery(String branch, String headCommit) {}
