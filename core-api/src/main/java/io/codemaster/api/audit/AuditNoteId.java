package io.codemaster.api.audit;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import io.codemaster.api.shared.IdText;
import io.codemaster.api.shared.TimeOrderedId;

/** Names something worth an entry that no other aggregate sees. */
public record AuditNoteId(@JsonValue String value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public AuditNoteId {
        IdText.checked("audit note", value);
    }

    /** A new one. */
    public static AuditNoteId next() {
        return new AuditNoteId(TimeOrderedId.next());
    }

    @Override
    public String toString() {
        return value;
    }
}
