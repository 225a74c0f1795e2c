package io.codemaster.executor.notice;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.UUID;

import org.axonframework.commandhandling.CommandHandler;
import org.springframework.stereotype.Component;

import io.codemaster.api.identity.UserId;
import io.codemaster.api.notice.DeliverNotice;
import io.codemaster.api.notice.NoticeId;
import io.codemaster.executor.shared.NoticeCourier;
import tools.jackson.databind.json.JsonMapper;

/** Accepts notices by writing them down; whether Feishu is there does not matter here. */
@Component
class NoticeTasks {

    private final NoticeCourier courier;

    private final NoticeOutbox outbox;

    private final Clock clock;

    private final JsonMapper json = new JsonMapper();

    NoticeTasks(NoticeCourier courier, NoticeOutbox outbox, Clock clock) {
        this.courier = courier;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** What happened long ago, before there was anybody to tell it, is in the inbox only. */
    @CommandHandler
    void handle(DeliverNotice task) {
        var now = clock.instant();
        if (!courier.isConfigured()
                || task.content().happenedAt().plus(NoticeSender.LONGEST).isBefore(now)) {
            return;
        }
        var content = json.writeValueAsString(task.content());
        for (var recipient : task.recipients()) {
            outbox.add(task.noticeId(), recipient, key(task.noticeId(), recipient), content, now);
        }
    }

    /** The same for the same notice and person, whoever computes it and whenever. */
    private static String key(NoticeId noticeId, UserId recipient) {
        return UUID.nameUUIDFromBytes((noticeId + "\n" + recipient).getBytes(StandardCharsets.UTF_8))
                .toString();
    }
}
