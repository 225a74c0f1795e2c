package io.codemaster.api.operations;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import io.codemaster.api.shared.IdText;

/** Names a sequence of events that is held because one of them could not be handled. */
public record DeadLetterSequenceId(@JsonValue String value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public DeadLetterSequenceId {
        IdText.checked("dead-letter sequence", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
