package io.codemaster.command.audit;

import java.time.Instant;
import java.util.List;

import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;

import io.codemaster.api.audit.AccessRefused;
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
import io.codemaster.api.audit.Requester;
import io.codemaster.api.audit.SensitiveReadRecorded;
import io.codemaster.api.audit.SessionEnded;
import io.codemaster.api.audit.SignInRefused;
import io.codemaster.api.identity.UserId;
import io.codemaster.api.project.ProjectId;

class AuditNoteTest {

    private static final AuditNoteId ID = new AuditNoteId("note-1");

    private static final Requester WHO = new Requester(new UserId("user-1"), null, "192.0.2.7", null, "trace");

    private static final ProjectId PROJECT = new ProjectId("project-1");

    private static void recorded(Object command, Object event) {
        new AggregateTestFixture<>(AuditNote.class)
                .givenNoPriorActivity()
                .when(command)
                .expectEvents(event);
    }

    @Test
    void whatNoOtherAggregateSeesIsOnTheRecord() {
        recorded(new RecordSignOut(ID, WHO), new SessionEnded(ID, WHO));
        recorded(new RecordAuditExport(ID, WHO, "csv", "q=a"), new AuditExported(ID, WHO, "csv", "q=a"));
        recorded(
                new RecordSensitiveRead(ID, WHO, "transcript", "generation", "task-1", PROJECT, "/raw"),
                new SensitiveReadRecorded(ID, WHO, "transcript", "generation", "task-1", PROJECT, "/raw"));
        recorded(
                new RecordEventSubscription(ID, WHO, "sub-1", PROJECT, "example.com", List.of("com.codemaster.*")),
                new EventSubscriptionAdded(ID, WHO, "sub-1", PROJECT, "example.com", List.of("com.codemaster.*")));
        recorded(
                new RecordEventSubscriptionReplay(ID, WHO, "sub-1", PROJECT, 12),
                new EventSubscriptionReplayed(ID, WHO, "sub-1", PROJECT, 12));
        recorded(
                new RecordEventSubscriptionPause(ID, WHO, "sub-1", PROJECT),
                new EventSubscriptionPaused(ID, WHO, "sub-1", PROJECT));
        recorded(
                new RecordEventSubscriptionResumption(ID, WHO, "sub-1", PROJECT),
                new EventSubscriptionResumed(ID, WHO, "sub-1", PROJECT));
        recorded(
                new RecordEventSubscriptionRemoval(ID, WHO, "sub-1", PROJECT),
                new EventSubscriptionRemoved(ID, WHO, "sub-1", PROJECT));
        recorded(
                new RecordSignInRefusal(ID, WHO, "auth.bad-credentials", 2, Instant.EPOCH),
                new SignInRefused(ID, WHO, "auth.bad-credentials", 2, Instant.EPOCH));
        recorded(
                new RecordAccessRefusal(ID, WHO, "GET", "/p", "access.forbidden", PROJECT, 1, Instant.EPOCH),
                new AccessRefused(ID, WHO, "GET", "/p", "access.forbidden", PROJECT, 1, Instant.EPOCH));
    }
}
