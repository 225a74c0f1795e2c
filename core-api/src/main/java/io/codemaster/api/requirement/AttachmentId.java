package io.codemaster.api.requirement;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import io.codemaster.api.shared.IdText;
import io.codemaster.api.shared.TimeOrderedId;

/** Names an attachment. */
public record AttachmentId(@JsonValue String value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public AttachmentId {
        IdText.checked("attachment", value);
    }

    /** A new id. */
    public static AttachmentId random() {
        return new AttachmentId(TimeOrderedId.next());
    }

    @Override
    public String toString() {
        return value;
    }
}
