package io.codemaster.api.audit;

import io.codemaster.api.identity.UserId;

/**
 * Answers an {@code Optional<AuditEntryDetails>}.
 *
 * @param reader who must be a member of its project
 * @param all whether any entry will do
 */
public record FindAuditEntry(UserId reader, boolean all, long sequence) implements AuditQuery {}
