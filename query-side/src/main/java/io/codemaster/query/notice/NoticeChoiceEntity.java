package io.codemaster.query.notice;

import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import io.codemaster.api.identity.UserId;
import io.codemaster.api.notice.NoticePreferences;
import io.codemaster.api.notice.NoticeTopic;

/** What a user does not want to hear of, and where. */
@Entity
@Table(name = "notice_choice")
class NoticeChoiceEntity {

    @Id
    @SuppressWarnings("UnusedVariable") // queries look for it
    private String userId;

    private String notByFeishu;

    private String notInInbox;

    NoticeChoiceEntity() {}

    NoticeChoiceEntity(UserId userId, NoticePreferences preferences) {
        this.userId = userId.value();
        this.notByFeishu = words(preferences.notByFeishu());
        this.notInInbox = words(preferences.notInInbox());
    }

    NoticePreferences preferences() {
        return new NoticePreferences(topics(notByFeishu), topics(notInInbox));
    }

    private static String words(Collection<NoticeTopic> topics) {
        return new TreeSet<>(topics).stream().map(Enum::name).collect(Collectors.joining(" "));
    }

    private static Set<NoticeTopic> topics(String words) {
        return Arrays.stream(words.split(" ", -1))
                .filter(it -> !it.isEmpty())
                .map(NoticeTopic::valueOf)
                .collect(Collectors.toUnmodifiableSet());
    }
}
