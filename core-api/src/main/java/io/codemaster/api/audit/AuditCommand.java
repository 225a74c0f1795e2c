package io.codemaster.api.audit;

/** Everything that is put on the record although no other aggregate sees it. */
public sealed interface AuditCommand
        permits RecordAccessRefusal,
                RecordSignInRefusal,
                RecordSensitiveRead,
                RecordAuditExport,
                RecordSignOut,
                RecordEventSubscription,
                RecordEventSubscriptionRemoval,
                RecordEventSubscriptionReplay,
                RecordEventSubscriptionPause,
                RecordEventSubscriptionResumption {

    AuditNoteId noteId();
}
