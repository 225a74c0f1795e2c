package io.codemaster.api.review;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.shared.IdText;

/** Names the review of a generation's change, over all its AI reviews and people's verdicts. */
public record ReviewId(@JsonValue String value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ReviewId {
        IdText.checked("review", value);
    }

    /** The review of this generation; the same every time it is asked for. */
    public static ReviewId of(CodegenTaskId taskId) {
        return new ReviewId("review:" + taskId);
    }

    @Override
    public String toString() {
        return value;
    }
}
