package io.codemaster.api.notice;

/** What a notice tells. */
public enum NoticeKind {
    GENERATION_COMPLETED(NoticeTopic.GENERATION),
    GENERATION_FAILED(NoticeTopic.GENERATION),
    AI_REVIEW_COMPLETED(NoticeTopic.AI_REVIEW),
    AI_REVIEW_FAILED(NoticeTopic.AI_REVIEW),
    VERDICT(NoticeTopic.VERDICT),
    MERGE_REQUEST_OPENED(NoticeTopic.MERGE),
    MERGED(NoticeTopic.MERGE),
    MERGE_REQUEST_CLOSED(NoticeTopic.MERGE),
    BUDGET_WARNED(NoticeTopic.GENERATION),
    BUDGET_EXHAUSTED(NoticeTopic.GENERATION);

    private final NoticeTopic topic;

    NoticeKind(NoticeTopic topic) {
        this.topic = topic;
    }

    /** What it is about. */
    public NoticeTopic topic() {
        return topic;
    }
}
