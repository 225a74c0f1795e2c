package io.codemaster.query.notice;

import java.time.Duration;
import java.time.Instant;

import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.Timestamp;
import org.springframework.stereotype.Component;

import io.codemaster.api.identity.NoticePreferencesChanged;
import io.codemaster.api.notice.InboxAcknowledged;
import io.codemaster.api.notice.NoticeId;
import io.codemaster.api.notice.NoticeIssued;
import io.codemaster.api.notice.NoticesAcknowledged;

/** Remembers what each user was told and has read. */
@Component
@ProcessingGroup("notice-inbox")
class NoticeInboxProjection {

    /** What is told later than this is no news, as after the first start of a version that tells it. */
    private static final Duration NEWS = Duration.ofHours(24);

    private final InboxNoticeRepository notices;

    private final NoticeChoiceRepository choices;

    NoticeInboxProjection(InboxNoticeRepository notices, NoticeChoiceRepository choices) {
        this.notices = notices;
        this.choices = choices;
    }

    @EventHandler
    void on(NoticeIssued event, @Timestamp Instant at) {
        var seen = event.content().happenedAt().plus(NEWS).isBefore(at);
        for (var recipient : event.recipients()) {
            notices.save(new InboxNoticeEntity(event.noticeId(), recipient, event.content(), seen));
        }
    }

    @EventHandler
    void on(NoticesAcknowledged event) {
        notices.markSeen(
                event.userId().value(),
                event.notices().stream().map(NoticeId::value).toList());
    }

    /** Everything that was issued before stands here already: events come in the order in which they were stored. */
    @EventHandler
    void on(InboxAcknowledged event) {
        notices.markAllSeen(event.userId().value());
    }

    @EventHandler
    void on(NoticePreferencesChanged event) {
        choices.save(new NoticeChoiceEntity(event.userId(), event.preferences()));
    }

    @ResetHandler
    void reset() {
        notices.deleteAllInBatch();
        choices.deleteAllInBatch();
    }
}
