package io.codemaster.api.notice;

/** What an executor is asked to do for a notice. */
public sealed interface NoticeTask permits DeliverNotice {

    NoticeId noticeId();
}
