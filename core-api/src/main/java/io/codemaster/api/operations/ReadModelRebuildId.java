package io.codemaster.api.operations;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import io.codemaster.api.shared.IdText;

/** Names a rebuild of read models. */
public record ReadModelRebuildId(@JsonValue String value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ReadModelRebuildId {
        IdText.checked("rebuild", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
