package io.codemaster.query.notice;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.persistence.EntityManager;

import org.axonframework.queryhandling.QueryHandler;
import org.springframework.stereotype.Component;

import io.codemaster.api.identity.UserId;
import io.codemaster.api.notice.CountUnreadNotices;
import io.codemaster.api.notice.FindNoticeChoices;
import io.codemaster.api.notice.FindNotices;
import io.codemaster.api.notice.NoticeChoices;
import io.codemaster.api.notice.NoticePreferences;
import io.codemaster.api.notice.NoticeSummary;
import io.codemaster.api.shared.Page;
import io.codemaster.query.shared.NewestFirst;
import io.codemaster.query.shared.PeopleNames;

/** Everybody reads their own, of projects that they may still read, and of topics that they want to hear of. */
@Component
class NoticeQueryHandler {

    private final NoticeChoiceRepository choices;

    private final EntityManager entities;

    private final PeopleNames names;

    NoticeQueryHandler(NoticeChoiceRepository choices, EntityManager entities, PeopleNames names) {
        this.choices = choices;
        this.entities = entities;
        this.names = names;
    }

    @QueryHandler
    @SuppressWarnings("rawtypes") // Axon matches an answer by its class
    Page handle(FindNotices query) {
        return inbox(query.reader(), query.all())
                .where("e.seen = :seen", "seen", query.unread() ? false : null)
                .by("happenedAt", "noticeId")
                .page(entities, query.page(), InboxNoticeEntity::place, this::views);
    }

    @QueryHandler
    long handle(CountUnreadNotices query) {
        return inbox(query.reader(), query.all())
                .where("e.seen = :seen", "seen", false)
                .count(entities);
    }

    @QueryHandler
    NoticeChoices handle(FindNoticeChoices query) {
        return NoticeChoices.of(preferences(query.userId()));
    }

    private NewestFirst<InboxNoticeEntity> inbox(UserId reader, boolean all) {
        var off = preferences(reader).notInInbox();
        var list = new NewestFirst<>(InboxNoticeEntity.class)
                .where("e.userId = :owner", "owner", reader.value())
                .where("e.topic not in :off", "off", off.isEmpty() ? null : Set.copyOf(off));
        return all ? list : list.ofProjectsOf(reader, "e.projectId");
    }

    private NoticePreferences preferences(UserId user) {
        return choices.findById(user.value())
                .map(NoticeChoiceEntity::preferences)
                .orElse(NoticePreferences.EVERYTHING);
    }

    private List<NoticeSummary> views(List<InboxNoticeEntity> found) {
        var known = names.of(found.stream()
                .map(InboxNoticeEntity::actorId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet()));
        return found.stream().map(it -> it.view(known)).toList();
    }
}
