package io.codemaster.api.audit;

/** Everything that can be asked of the audit log. */
public sealed interface AuditQuery permits FindAuditEntries, FindAuditEntry {}
