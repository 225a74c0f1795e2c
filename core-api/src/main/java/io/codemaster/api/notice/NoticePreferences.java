package io.codemaster.api.notice;

import java.util.Set;

/**
 * What somebody does not want to hear of, and where. What is not named they do, so that a topic that comes later is heard
 * of.
 */
public record NoticePreferences(Set<NoticeTopic> notByFeishu, Set<NoticeTopic> notInInbox) {

    /** Everything everywhere. */
    public static final NoticePreferences EVERYTHING = new NoticePreferences(Set.of(), Set.of());

    public NoticePreferences {
        notByFeishu = Set.copyOf(notByFeishu);
        notInInbox = Set.copyOf(notInInbox);
    }
}
