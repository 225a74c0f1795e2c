package io.codemaster.command.notice;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;

import io.codemaster.api.notice.AcknowledgeInbox;
import io.codemaster.api.notice.AcknowledgeNotices;
import io.codemaster.api.notice.InboxAcknowledged;
import io.codemaster.api.notice.InboxId;
import io.codemaster.api.notice.NoticeId;
import io.codemaster.api.notice.NoticesAcknowledged;

/** What one user has read. */
@Aggregate(snapshotTriggerDefinition = "inboxSnapshots")
class Inbox {

    /** Older ones are forgotten; to read them again would only say the same twice. */
    static final int REMEMBERED = 500;

    @AggregateIdentifier
    @SuppressWarnings({"UnusedVariable", "NullAway.Init"}) // Axon reads it, the first event sets it
    private InboxId id;

    private Set<NoticeId> acknowledged = new LinkedHashSet<>();

    Inbox() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(AcknowledgeNotices command) {
        var news = new ArrayList<>(new LinkedHashSet<>(command.notices()));
        news.removeAll(acknowledged);
        if (!news.isEmpty()) {
            apply(new NoticesAcknowledged(command.inboxId(), command.userId(), List.copyOf(news)));
        }
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(AcknowledgeInbox command) {
        apply(new InboxAcknowledged(command.inboxId(), command.userId()));
    }

    @EventSourcingHandler
    void on(NoticesAcknowledged event) {
        id = event.inboxId();
        acknowledged.addAll(event.notices());
        var oldest = acknowledged.iterator();
        for (int tooMany = acknowledged.size() - REMEMBERED; tooMany > 0; tooMany--) {
            oldest.next();
            oldest.remove();
        }
    }

    @EventSourcingHandler
    void on(InboxAcknowledged event) {
        id = event.inboxId();
        acknowledged.clear();
    }
}
