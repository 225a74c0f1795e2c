package io.codemaster.api.repository;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import io.codemaster.api.shared.IdText;
import io.codemaster.api.shared.TimeOrderedId;

/** Names a linked repository. */
public record RepositoryId(@JsonValue String value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public RepositoryId {
        IdText.checked("repository", value);
    }

    /** A new id. */
    public static RepositoryId random() {
        return new RepositoryId(TimeOrderedId.next());
    }

    @Override
    public String toString() {
        return value;
    }
}
