package io.codemaster.api.notice;

/** Everything that can be asked to read about notices. */
public sealed interface NoticeQuery permits FindNotices, CountUnreadNotices, FindNoticeChoices {}
