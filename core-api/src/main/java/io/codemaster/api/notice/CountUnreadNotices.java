package io.codemaster.api.notice;

import io.codemaster.api.identity.UserId;

/**
 * Answers a {@code Long}: how much the reader was told and has not read.
 *
 * @param all whether every project is open to the reader
 */
public record CountUnreadNotices(UserId reader, boolean all) implements NoticeQuery {}
