package io.codemaster.api.notice;

import io.codemaster.api.identity.UserId;
import io.codemaster.api.shared.PageRequest;

/**
 * Answers a {@code Page<NoticeSummary>}: what the reader was told, newest first.
 *
 * @param all whether every project is open to the reader
 * @param unread only what they have not read
 */
public record FindNotices(UserId reader, boolean all, boolean unread, PageRequest page) implements NoticeQuery {}
