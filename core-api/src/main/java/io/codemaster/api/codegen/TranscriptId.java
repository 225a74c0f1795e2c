package io.codemaster.api.codegen;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import io.codemaster.api.shared.IdText;

/** Names the transcript of one attempt of a generation. */
public record TranscriptId(@JsonValue String value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public TranscriptId {
        IdText.checked("transcript", value);
    }

    /** The transcript of this attempt; the same every time it is asked for. */
    public static TranscriptId of(CodegenTaskId taskId, int attempt) {
        return new TranscriptId(taskId + ":" + attempt);
    }

    @Override
    public String toString() {
        return value;
    }
}
