package io.codemaster.api.notice;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import io.codemaster.api.shared.IdText;

/** Names a notice by what it tells, so that the same news is never told twice. */
public record NoticeId(@JsonValue String value) {

    private static final int LONGEST_SUBJECT = 80;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public NoticeId {
        IdText.checked("notice", value);
    }

    /**
     * The notice of this news; the same every time it is asked for.
     *
     * @param subject the id of the run, the task or the merge request that it is about
     * @param number counts what can happen to the subject more than once
     */
    public static NoticeId of(NoticeKind kind, String subject, int number) {
        var named = subject.length() <= LONGEST_SUBJECT
                ? subject
                : UUID.nameUUIDFromBytes(subject.getBytes(StandardCharsets.UTF_8))
                        .toString();
        return new NoticeId("notice:" + kind + ":" + named + ":" + number);
    }

    @Override
    public String toString() {
        return value;
    }
}
