package io.codemaster.api.notice;

/** What a notice is about; people choose by it what they want to hear of. */
public enum NoticeTopic {
    GENERATION,
    AI_REVIEW,
    VERDICT,
    MERGE
}
