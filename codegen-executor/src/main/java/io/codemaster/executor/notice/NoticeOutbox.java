package io.codemaster.executor.notice;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.identity.UserId;
import io.codemaster.api.notice.NoticeId;

/** What is to be handed out, and what was; it survives everything that the database survives. */
public interface NoticeOutbox {

    /** Adds a letter as part of the transaction that runs; one that is there already stays as it is. */
    void add(NoticeId noticeId, UserId userId, String key, String content, Instant now);

    /** Letters that are to be handed out now, the ones that have waited longest first. */
    List<Letter> due(Instant now, int most);

    /**
     * Records that a letter is handed out, before it is; durable when it returns.
     *
     * @param until when somebody else may conclude that nothing came of it
     * @return false when somebody else has it in hand
     */
    boolean begin(Letter letter, Instant now, Instant until);

    /**
     * Records that it has to be tried again.
     *
     * @param unclearSince since when it may have arrived, null when it surely has not
     */
    void postpone(Letter letter, Instant next, @Nullable Instant unclearSince, String reason);

    /** Records the end; the content is kept no longer. */
    void finish(Letter letter, End end, @Nullable String reason, Instant now);

    /** Removes what ended before. */
    void forget(Instant before);

    /** How a letter ends. */
    enum End {
        SENT,
        /** They do not get it, for the reason that is kept with it. */
        GAVE_UP,
        /** There is nobody to send it to, or they do not want it. */
        SKIPPED
    }

    /**
     * A notice for one person.
     *
     * @param key names it outside
     * @param content the notice as JSON
     * @param tries how often it was begun
     * @param unclearSince since when it may have arrived, null when it surely has not
     */
    record Letter(
            NoticeId noticeId,
            UserId userId,
            String key,
            String content,
            Instant createdAt,
            int tries,
            @Nullable Instant unclearSince) {}
}
