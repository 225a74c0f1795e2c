package io.codemaster.executor.shared;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.codegen.TranscriptId;

/** Names one attempt of one generation. */
public record AttemptKey(CodegenTaskId taskId, int attempt) {

    /** The transcript of this attempt. */
    public TranscriptId transcriptId() {
        return TranscriptId.of(taskId, attempt);
    }

    @Override
    public String toString() {
        return taskId + "/" + attempt;
    }
}
