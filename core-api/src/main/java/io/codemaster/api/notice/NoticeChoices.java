package io.codemaster.api.notice;

import java.util.Set;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What somebody hears of, and where. */
public record NoticeChoices(Topics feishu, Topics inbox) {

    /** What these preferences let through. */
    public static NoticeChoices of(NoticePreferences preferences) {
        return new NoticeChoices(Topics.without(preferences.notByFeishu()), Topics.without(preferences.notInInbox()));
    }

    /** Yes or no for each topic. */
    public record Topics(
            @JsonProperty("GENERATION") boolean generation,
            @JsonProperty("AI_REVIEW") boolean aiReview,
            @JsonProperty("VERDICT") boolean verdict,
            @JsonProperty("MERGE") boolean merge) {

        private static Topics without(Set<NoticeTopic> off) {
            return new Topics(
                    !off.contains(NoticeTopic.GENERATION),
                    !off.contains(NoticeTopic.AI_REVIEW),
                    !off.contains(NoticeTopic.VERDICT),
                    !off.contains(NoticeTopic.MERGE));
        }
    }
}
