package io.codemaster.api.mergerequest;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import io.codemaster.api.requirement.RequirementId;
import io.codemaster.api.shared.IdText;

/** Names the merge request of a requirement, over all its rounds. */
public record MergeRequestId(@JsonValue String value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public MergeRequestId {
        IdText.checked("merge request", value);
    }

    /** The merge request of this requirement; the same every time it is asked for. */
    public static MergeRequestId of(RequirementId requirementId) {
        return new MergeRequestId("mr:" + requirementId);
    }

    @Override
    public String toString() {
        return value;
    }
}
