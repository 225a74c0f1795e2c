package io.codemaster.api.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import io.codemaster.api.shared.IdText;
import io.codemaster.api.shared.TimeOrderedId;

/** Names a user. */
public record UserId(@JsonValue String value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public UserId {
        IdText.checked("user", value);
    }

    /** A new id. */
    public static UserId random() {
        return new UserId(TimeOrderedId.next());
    }

    @Override
    public String toString() {
        return value;
    }
}
