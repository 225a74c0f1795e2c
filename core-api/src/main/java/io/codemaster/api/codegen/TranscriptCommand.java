package io.codemaster.api.codegen;

/** Everything the transcript of an attempt can be asked to keep. */
public sealed interface TranscriptCommand permits OpenTranscript, RecordOutput, RecordWorkspaceTree, CloseTranscript {

    TranscriptId transcriptId();
}
