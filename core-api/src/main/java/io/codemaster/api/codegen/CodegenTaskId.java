package io.codemaster.api.codegen;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import io.codemaster.api.shared.IdText;
import io.codemaster.api.shared.TimeOrderedId;

/** Names a generation, over all its attempts. */
public record CodegenTaskId(@JsonValue String value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public CodegenTaskId {
        IdText.checked("task", value);
    }

    /** A new id. */
    public static CodegenTaskId random() {
        return new CodegenTaskId(TimeOrderedId.next());
    }

    @Override
    public String toString() {
        return value;
    }
}
