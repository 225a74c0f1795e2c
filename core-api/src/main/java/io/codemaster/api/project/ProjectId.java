package io.codemaster.api.project;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import io.codemaster.api.shared.IdText;
import io.codemaster.api.shared.TimeOrderedId;

/** Names a project. */
public record ProjectId(@JsonValue String value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ProjectId {
        IdText.checked("project", value);
    }

    /** A new id. */
    public static ProjectId random() {
        return new ProjectId(TimeOrderedId.next());
    }

    @Override
    public String toString() {
        return value;
    }
}
