package io.codemaster.api.notice;

/** Everything that a notice can be asked. */
public sealed interface NoticeCommand permits IssueNotice {

    NoticeId noticeId();
}
