package io.codemaster.api.audit;

/** Everything that is on the record although no other aggregate sees it. */
public sealed interface AuditEvent
        permits AccessRefused,
                SignInRefused,
                SensitiveReadRecorded,
                AuditExported,
                SessionEnded,
                EventSubscriptionAdded,
                EventSubscriptionRemoved,
                EventSubscriptionReplayed,
                EventSubscriptionPaused,
                EventSubscriptionResumed {

    AuditNoteId noteId();

    Requester requester();
}
