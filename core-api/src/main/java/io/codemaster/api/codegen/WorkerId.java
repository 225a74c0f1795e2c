package io.codemaster.api.codegen;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import io.codemaster.api.shared.IdText;
import io.codemaster.api.shared.TimeOrderedId;

/** Names a worker process. */
public record WorkerId(@JsonValue String value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public WorkerId {
        IdText.checked("worker", value);
    }

    /** A new id. */
    public static WorkerId random() {
        return new WorkerId(TimeOrderedId.next());
    }

    @Override
    public String toString() {
        return value;
    }
}
