package io.codemaster.api.notice;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import io.codemaster.api.identity.UserId;
import io.codemaster.api.shared.IdText;

/** Names what one user was told. */
public record InboxId(@JsonValue String value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public InboxId {
        IdText.checked("inbox", value);
    }

    /** The inbox of this user. */
    public static InboxId of(UserId userId) {
        return new InboxId("inbox:" + userId);
    }

    @Override
    public String toString() {
        return value;
    }
}
