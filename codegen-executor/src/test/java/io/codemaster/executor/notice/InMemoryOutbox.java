package io.codemaster.executor.notice;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.identity.UserId;
import io.codemaster.api.notice.NoticeId;

/** An outbox that lasts as long as the test. */
final class InMemoryOutbox implements NoticeOutbox {

    private final Map<String, Row> rows = new LinkedHashMap<>();

    record Row(
            Letter letter,
            String state,
            Instant next,
            @Nullable String reason) {}

    Row row(NoticeId notice, UserId user) {
        return Objects.requireNonNull(rows.get(notice + "/" + user));
    }

    List<Row> all() {
        return new ArrayList<>(rows.values());
    }

    private void put(Letter letter, String state, Instant next, @Nullable String reason) {
        rows.put(letter.noticeId() + "/" + letter.userId(), new Row(letter, state, next, reason));
    }

    @Override
    public void add(NoticeId noticeId, UserId userId, String key, String content, Instant now) {
        if (!rows.containsKey(noticeId + "/" + userId)) {
            put(new Letter(noticeId, userId, key, content, now, 0, null), "PENDING", now, null);
        }
    }

    @Override
    public List<Letter> due(Instant now, int most) {
        return rows.values().stream()
                .filter(it -> List.of("PENDING", "SENDING").contains(it.state())
                        && !it.next().isAfter(now))
                .map(Row::letter)
                .limit(most)
                .toList();
    }

    @Override
    public boolean begin(Letter letter, Instant now, Instant until) {
        put(
                changed(letter, letter.tries() + 1, letter.unclearSince() == null ? now : letter.unclearSince()),
                "SENDING",
                until,
                null);
        return true;
    }

    @Override
    public void postpone(Letter letter, Instant next, @Nullable Instant unclearSince, String reason) {
        var tries = row(letter.noticeId(), letter.userId()).letter().tries();
        put(changed(letter, tries, unclearSince), "PENDING", next, reason);
    }

    @Override
    public void finish(Letter letter, End end, @Nullable String reason, Instant now) {
        put(letter, end.name(), now, reason);
    }

    @Override
    public void forget(Instant before) {
        rows.values().removeIf(it -> !it.state().endsWith("ING") && it.next().isBefore(before));
    }

    private static Letter changed(Letter letter, int tries, @Nullable Instant unclearSince) {
        return new Letter(
                letter.noticeId(),
                letter.userId(),
                letter.key(),
                letter.content(),
                letter.createdAt(),
                tries,
                unclearSince);
    }
}
