package io.codemaster.api.requirement;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import io.codemaster.api.shared.IdText;
import io.codemaster.api.shared.TimeOrderedId;

/** Names a requirement. */
public record RequirementId(@JsonValue String value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public RequirementId {
        IdText.checked("requirement", value);
    }

    /** A new id. */
    public static RequirementId random() {
        return new RequirementId(TimeOrderedId.next());
    }

    @Override
    public String toString() {
        return value;
    }
}
