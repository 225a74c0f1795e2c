package io.codemaster.command.notice;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

import io.codemaster.api.notice.IssueNotice;
import io.codemaster.api.notice.NoticeId;
import io.codemaster.api.notice.NoticeIssued;

/** Something that people are told: its id says what, so that it is told once. */
@Aggregate
class Notice {

    @AggregateIdentifier
    private @Nullable NoticeId id;

    Notice() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(IssueNotice command) {
        if (id == null) {
            apply(new NoticeIssued(
                    command.noticeId(), command.content().requirementId(), command.recipients(), command.content()));
        }
    }

    @EventSourcingHandler
    void on(NoticeIssued event) {
        id = event.noticeId();
    }
}
