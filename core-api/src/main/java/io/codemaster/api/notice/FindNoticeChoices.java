package io.codemaster.api.notice;

import io.codemaster.api.identity.UserId;

/** Answers {@link NoticeChoices}. */
public record FindNoticeChoices(UserId userId) implements NoticeQuery {}
