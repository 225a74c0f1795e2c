package io.codemaster.command.audit;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.spring.stereotype.Aggregate;

import io.codemaster.api.audit.AccessRefused;
import io.codemaster.api.audit.AuditEvent;
import io.codemaster.api.audit.AuditExported;
import io.codemaster.api.audit.AuditNoteId;
import io.codemaster.api.audit.EventSubscriptionAdded;
import io.codemaster.api.audit.EventSubscriptionPaused;
import io.codemaster.api.audit.EventSubscriptionRemoved;
import io.codemaster.api.audit.EventSubscriptionReplayed;
import io.codemaster.api.audit.EventSubscriptionResumed;
import io.codemaster.api.audit.RecordAccessRefusal;
import io.codemaster.api.audit.RecordAuditExport;
import io.codemaster.api.audit.RecordEventSubscription;
import io.codemaster.api.audit.RecordEventSubscriptionPause;
import io.codemaster.api.audit.RecordEventSubscriptionRemoval;
import io.codemaster.api.audit.RecordEventSubscriptionReplay;
import io.codemaster.api.audit.RecordEventSubscriptionResumption;
import io.codemaster.api.audit.RecordSensitiveRead;
import io.codemaster.api.audit.RecordSignInRefusal;
import io.codemaster.api.audit.RecordSignOut;
import io.codemaster.api.audit.SensitiveReadRecorded;
import io.codemaster.api.audit.SessionEnded;
import io.codemaster.api.audit.SignInRefused;

/** Something worth an entry that no other aggregate sees. Each is an aggregate of its own, so that none ever grows. */
@Aggregate
class AuditNote {

    @AggregateIdentifier
    @SuppressWarnings({"UnusedVariable", "NullAway.Init"}) // Axon reads it, the first event sets it
    private AuditNoteId id;

    AuditNote() {}

    @CommandHandler
    AuditNote(RecordAccessRefusal command) {
        apply(new AccessRefused(
                command.noteId(),
                command.requester(),
                command.method(),
                command.path(),
                command.code(),
                command.projectId(),
                command.times(),
                command.since()));
    }

    @CommandHandler
    AuditNote(RecordSignInRefusal command) {
        apply(new SignInRefused(
                command.noteId(), command.requester(), command.code(), command.times(), command.since()));
    }

    @CommandHandler
    AuditNote(RecordSensitiveRead command) {
        apply(new SensitiveReadRecorded(
                command.noteId(),
                command.requester(),
                command.what(),
                command.targetType(),
                command.targetId(),
                command.projectId(),
                command.path()));
    }

    @CommandHandler
    AuditNote(RecordAuditExport command) {
        apply(new AuditExported(command.noteId(), command.requester(), command.format(), command.filter()));
    }

    @CommandHandler
    AuditNote(RecordSignOut command) {
        apply(new SessionEnded(command.noteId(), command.requester()));
    }

    @CommandHandler
    AuditNote(RecordEventSubscription command) {
        apply(new EventSubscriptionAdded(
                command.noteId(),
                command.requester(),
                command.subscriptionId(),
                command.projectId(),
                command.host(),
                command.types()));
    }

    @CommandHandler
    AuditNote(RecordEventSubscriptionRemoval command) {
        apply(new EventSubscriptionRemoved(
                command.noteId(), command.requester(), command.subscriptionId(), command.projectId()));
    }

    @CommandHandler
    AuditNote(RecordEventSubscriptionReplay command) {
        apply(new EventSubscriptionReplayed(
                command.noteId(), command.requester(), command.subscriptionId(), command.projectId(), command.after()));
    }

    @CommandHandler
    AuditNote(RecordEventSubscriptionPause command) {
        apply(new EventSubscriptionPaused(
                command.noteId(), command.requester(), command.subscriptionId(), command.projectId()));
    }

    @CommandHandler
    AuditNote(RecordEventSubscriptionResumption command) {
        apply(new EventSubscriptionResumed(
                command.noteId(), command.requester(), command.subscriptionId(), command.projectId()));
    }

    @EventSourcingHandler
    void on(AuditEvent event) {
        id = event.noteId();
    }
}
