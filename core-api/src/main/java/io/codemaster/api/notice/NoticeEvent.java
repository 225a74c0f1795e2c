package io.codemaster.api.notice;

/** Everything that can become true of a notice. */
public sealed interface NoticeEvent permits NoticeIssued {

    NoticeId noticeId();
}
