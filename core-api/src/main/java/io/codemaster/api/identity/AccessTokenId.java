package io.codemaster.api.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import io.codemaster.api.shared.IdText;
import io.codemaster.api.shared.TimeOrderedId;

/** Names a personal access token; it is not the token. */
public record AccessTokenId(@JsonValue String value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public AccessTokenId {
        IdText.checked("token", value);
    }

    /** A new id. */
    public static AccessTokenId random() {
        return new AccessTokenId(TimeOrderedId.next());
    }

    @Override
    public String toString() {
        return value;
    }
}
