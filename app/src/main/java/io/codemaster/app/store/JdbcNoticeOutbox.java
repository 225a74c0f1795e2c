package io.codemaster.app.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import io.codemaster.api.identity.UserId;
import io.codemaster.api.notice.NoticeId;
import io.codemaster.executor.notice.NoticeOutbox;

/** The outbox in the product's own database. */
@Component
class JdbcNoticeOutbox implements NoticeOutbox {

    private static final int LONGEST_REASON = 1_000;

    private static final String OPEN = " WHERE notice_id = :notice AND user_id = :user AND tries = :tries"
            + " AND state IN ('PENDING', 'SENDING')";

    private static final String BEGUN = " WHERE notice_id = :notice AND user_id = :user AND finished_at IS NULL";

    private final JdbcClient jdbc;

    JdbcNoticeOutbox(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One task at a time adds the letters of a notice, so nothing comes between the question and the row. */
    @Override
    public void add(NoticeId noticeId, UserId userId, String key, String content, Instant now) {
        var known = jdbc.sql("SELECT COUNT(*) FROM notice_outbox WHERE notice_id = :notice AND user_id = :user")
                .param("notice", noticeId.value())
                .param("user", userId.value())
                .query(Long.class)
                .single();
        if (known == 0) {
            jdbc.sql("INSERT INTO notice_outbox"
                            + " (notice_id, user_id, message_key, content, state, tries, created_at, next_try_at)"
                            + " VALUES (:notice, :user, :key, :content, 'PENDING', 0, :now, :now)")
                    .param("notice", noticeId.value())
                    .param("user", userId.value())
                    .param("key", key)
                    .param("content", content)
                    .param("now", now.toEpochMilli())
                    .update();
        }
    }

    @Override
    public List<Letter> due(Instant now, int most) {
        return jdbc.sql("SELECT notice_id, user_id, message_key, content, created_at, tries, unclear_since"
                        + " FROM notice_outbox WHERE state IN ('PENDING', 'SENDING') AND next_try_at <= :now"
                        + " ORDER BY next_try_at, created_at, notice_id LIMIT :most")
                .param("now", now.toEpochMilli())
                .param("most", most)
                .query((row, n) -> letter(row))
                .list();
    }

    private static Letter letter(ResultSet row) throws SQLException {
        long unclear = row.getLong("unclear_since");
        return new Letter(
                new NoticeId(row.getString("notice_id")),
                new UserId(row.getString("user_id")),
                row.getString("message_key"),
                row.getString("content"),
                Instant.ofEpochMilli(row.getLong("created_at")),
                row.getInt("tries"),
                unclear == 0 ? null : Instant.ofEpochMilli(unclear));
    }

    @Override
    public boolean begin(Letter letter, Instant now, Instant until) {
        return jdbc.sql("UPDATE notice_outbox SET state = 'SENDING', tries = tries + 1, next_try_at = :until,"
                                + " unclear_since = COALESCE(unclear_since, :now)" + OPEN)
                        .param("notice", letter.noticeId().value())
                        .param("user", letter.userId().value())
                        .param("tries", letter.tries())
                        .param("now", now.toEpochMilli())
                        .param("until", until.toEpochMilli())
                        .update()
                == 1;
    }

    @Override
    public void postpone(Letter letter, Instant next, @Nullable Instant unclearSince, String reason) {
        jdbc.sql("UPDATE notice_outbox SET state = 'PENDING', next_try_at = :next, unclear_since = :unclear,"
                        + " reason = :reason" + BEGUN)
                .param("notice", letter.noticeId().value())
                .param("user", letter.userId().value())
                .param("next", next.toEpochMilli())
                .param("unclear", unclearSince == null ? null : unclearSince.toEpochMilli())
                .param("reason", cut(reason))
                .update();
    }

    @Override
    public void finish(Letter letter, End end, @Nullable String reason, Instant now) {
        jdbc.sql("UPDATE notice_outbox SET state = :end, content = NULL, finished_at = :now, reason = :reason" + BEGUN)
                .param("notice", letter.noticeId().value())
                .param("user", letter.userId().value())
                .param("end", end.name())
                .param("now", now.toEpochMilli())
                .param("reason", reason == null ? null : cut(reason))
                .update();
    }

    @Override
    public void forget(Instant before) {
        jdbc.sql("DELETE FROM notice_outbox WHERE finished_at < :before")
                .param("before", before.toEpochMilli())
                .update();
    }

    private static String cut(String reason) {
        return reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) : reason;
    }
}
