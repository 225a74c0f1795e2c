package io.codemaster.api.shared;

/**
 * Why a request was refused. {@link #code()} is the stable, machine-readable name that clients rely on; {@link #kind()}
 * decides the HTTP status in one place.
 */
public enum ErrorCode {
    REQUEST_PRECONDITION_FAILED("request.precondition-failed", Kind.PRECONDITION),
    REQUEST_INVALID("request.invalid", Kind.INVALID),
    IDENTITY_USER_UNKNOWN("identity.user-unknown", Kind.INVALID),
    IDENTITY_EMAIL_TAKEN("identity.email-taken", Kind.CONFLICT),
    IDENTITY_ROLE_NOT_ALLOWED("identity.role-not-allowed", Kind.FORBIDDEN),
    IDENTITY_LAST_ADMIN("identity.last-admin", Kind.CONFLICT),
    IDENTITY_NO_PASSWORD("identity.no-password", Kind.CONFLICT),
    IDENTITY_TOO_MANY_TOKENS("identity.too-many-tokens", Kind.CONFLICT),
    AUTH_USER_DISABLED("auth.user-disabled", Kind.FORBIDDEN),
    PROJECT_KEY_TAKEN("project.key-taken", Kind.CONFLICT),
    PROJECT_ARCHIVED("project.archived", Kind.CONFLICT),
    PROJECT_LAST_OWNER("project.last-owner", Kind.CONFLICT),
    PROJECT_NOT_A_MEMBER("project.not-a-member", Kind.INVALID),
    PROJECT_MEMBER_NOT_FOUND("project.member-not-found", Kind.NOT_FOUND),
    REPOSITORY_URL_NOT_ALLOWED("repository.url-not-allowed", Kind.INVALID),
    REPOSITORY_UNREACHABLE("repository.unreachable", Kind.INVALID),
    REPOSITORY_CREDENTIAL_REJECTED("repository.credential-rejected", Kind.INVALID),
    REPOSITORY_NOT_FOUND("repository.not-found", Kind.INVALID),
    REPOSITORY_BRANCH_MISSING("repository.branch-missing", Kind.INVALID),
    REPOSITORY_EMPTY("repository.empty", Kind.INVALID),
    REPOSITORY_ALREADY_LINKED("repository.already-linked", Kind.CONFLICT),
    REPOSITORY_IN_USE("repository.in-use", Kind.CONFLICT),
    REPOSITORY_UNLINKED("repository.unlinked", Kind.NOT_FOUND),
    REQUIREMENT_CLOSED("requirement.closed", Kind.CONFLICT),
    DOCUMENT_URL_NOT_ALLOWED("document.url-not-allowed", Kind.INVALID),
    DOCUMENT_NOT_READABLE("document.not-readable", Kind.INVALID),
    DOCUMENT_NOT_FOUND("document.not-found", Kind.INVALID),
    DOCUMENT_TOO_LONG("document.too-long", Kind.INVALID),
    DOCUMENT_FEISHU_NOT_CONFIGURED("document.feishu-not-configured", Kind.CONFLICT),
    DOCUMENT_FEISHU_UNAVAILABLE("document.feishu-unavailable", Kind.UNAVAILABLE),
    REQUIREMENT_STATUS_NOT_ALLOWED("requirement.status-not-allowed", Kind.CONFLICT),
    REQUIREMENT_ATTACHMENT_TOO_LARGE("requirement.attachment-too-large", Kind.INVALID),
    REQUIREMENT_ATTACHMENT_NOT_TEXT("requirement.attachment-not-text", Kind.INVALID),
    REQUIREMENT_ATTACHMENT_NOT_FOUND("requirement.attachment-not-found", Kind.NOT_FOUND),
    REQUIREMENT_TOO_MANY_ATTACHMENTS("requirement.too-many-attachments", Kind.CONFLICT),
    GENERATION_ALREADY_ACTIVE("generation.already-active", Kind.CONFLICT),
    GENERATION_REPOSITORY_MISSING("generation.repository-missing", Kind.CONFLICT),
    GENERATION_ALREADY_FINISHED("generation.already-finished", Kind.CONFLICT),
    GENERATION_NOT_FINISHED("generation.not-finished", Kind.CONFLICT),
    GENERATION_ALREADY_DELIVERED("generation.already-delivered", Kind.CONFLICT),
    GENERATION_STALE_REPORT("generation.stale-report", Kind.CONFLICT),
    GENERATION_QUEUE_FULL("generation.queue-full", Kind.BUSY),
    GENERATION_WORKER_STOPPING("generation.worker-stopping", Kind.UNAVAILABLE),
    FILE_NOT_FOUND("file.not-found", Kind.NOT_FOUND),
    FILE_NOT_KEPT("file.not-kept", Kind.NOT_FOUND),
    ANALYSIS_ALREADY_ACTIVE("analysis.already-active", Kind.CONFLICT),
    REVIEW_AI_ALREADY_RUNNING("review.ai-already-running", Kind.CONFLICT),
    REVIEW_NOT_OPEN("review.not-open", Kind.CONFLICT),
    REVIEW_FOUR_EYES("review.four-eyes", Kind.FORBIDDEN),
    REVIEW_COMMENT_MISSING("review.comment-missing", Kind.INVALID),
    REVIEW_LINE_NOT_IN_DIFF("review.line-not-in-diff", Kind.INVALID),
    REVIEW_FINDING_NOT_FOUND("review.finding-not-found", Kind.NOT_FOUND),
    REVIEW_COMMENT_NOT_FOUND("review.comment-not-found", Kind.NOT_FOUND),
    MERGE_NOT_APPROVED("merge.not-approved", Kind.CONFLICT),
    MERGE_NOT_OPEN("merge.not-open", Kind.CONFLICT),
    MERGE_NOT_HERE("merge.not-here", Kind.CONFLICT),
    MERGE_CONFLICT("merge.conflict", Kind.CONFLICT),
    MERGE_SOURCE_MOVED("merge.source-moved", Kind.CONFLICT),
    MERGE_TARGET_MOVED("merge.target-moved", Kind.CONFLICT),
    MERGE_PUSH_REJECTED("merge.push-rejected", Kind.INVALID),
    MERGE_BRANCH_MISSING("merge.branch-missing", Kind.INVALID),
    MERGE_TOKEN_MISSING("merge.token-missing", Kind.INVALID),
    MERGE_TOKEN_REJECTED("merge.token-rejected", Kind.INVALID),
    MERGE_SCOPE_MISSING("merge.scope-missing", Kind.INVALID),
    MERGE_PROJECT_NOT_FOUND("merge.project-not-found", Kind.INVALID),
    MERGE_REQUEST_GONE("merge.request-gone", Kind.INVALID),
    MERGE_ALREADY_EXISTS("merge.already-exists", Kind.CONFLICT),
    MERGE_NOTHING_TO_MERGE("merge.nothing-to-merge", Kind.INVALID),
    MERGE_REJECTED("merge.rejected", Kind.INVALID),
    MERGE_REDIRECTED("merge.redirected", Kind.INVALID),
    MERGE_RATE_LIMITED("merge.rate-limited", Kind.UNAVAILABLE),
    MERGE_PLATFORM_BROKEN("merge.platform-broken", Kind.UNAVAILABLE),
    MERGE_PLATFORM_SILENT("merge.platform-silent", Kind.UNAVAILABLE),
    MERGE_PLATFORM_UNREACHABLE("merge.platform-unreachable", Kind.UNAVAILABLE),
    MERGE_CERTIFICATE_REJECTED("merge.certificate-rejected", Kind.UNAVAILABLE),
    MERGE_ANSWER_NOT_UNDERSTOOD("merge.answer-not-understood", Kind.UNAVAILABLE),
    BUDGET_EXHAUSTED("budget.exhausted", Kind.CONFLICT),
    TRANSCRIPT_CLOSED("transcript.closed", Kind.CONFLICT),
    TRANSCRIPT_NOT_CONTINUED("transcript.not-continued", Kind.CONFLICT);

    private final String code;

    private final Kind kind;

    ErrorCode(String code, Kind kind) {
        this.code = code;
        this.kind = kind;
    }

    /** The stable name, for instance {@code repository.credential-rejected}. */
    public String code() {
        return code;
    }

    /** Which family of refusals it belongs to. */
    public Kind kind() {
        return kind;
    }

    /** The families of refusals; each has one HTTP status. */
    public enum Kind {
        /** Well-formed but not acceptable: 422. */
        INVALID,
        /** Unknown, or not for the caller to know of: 404. */
        NOT_FOUND,
        /** Not possible in the current state: 409. */
        CONFLICT,
        /** Not what the caller has read: 412. */
        PRECONDITION,
        /** Known, but not for this caller: 403. */
        FORBIDDEN,
        /** Too much at once; later it may pass: 429. */
        BUSY,
        /** The product cannot do it now: 503. */
        UNAVAILABLE
    }
}
