package io.codemaster.api.inspection;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.shared.IdText;

/** Names an inspection among what is recorded; its run is what people see. */
public record InspectionId(@JsonValue String value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public InspectionId {
        IdText.checked("inspection", value);
    }

    /** The inspection of this run; the same every time it is asked for. */
    public static InspectionId of(CodegenTaskId runId) {
        return new InspectionId("inspection:" + runId);
    }

    @Override
    public String toString() {
        return value;
    }
}
