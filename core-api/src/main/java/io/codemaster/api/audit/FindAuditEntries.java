package io.codemaster.api.audit;

import io.codemaster.api.identity.UserId;
import io.codemaster.api.shared.PageRequest;

/**
 * Answers a {@code Page<AuditEntry>}, newest first.
 *
 * @param reader whose projects' entries are wanted
 * @param all whether all others are wanted too
 */
public record FindAuditEntries(UserId reader, boolean all, AuditFilter filter, PageRequest page)
        implements AuditQuery {}
