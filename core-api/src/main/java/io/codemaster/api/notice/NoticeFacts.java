package io.codemaster.api.notice;

/** The names of the facts of a notice. Every value is text; numbers are plain digits with a point. */
public final class NoticeFacts {

    /** Files that changed. */
    public static final String FILES = "files";

    /** Lines added. */
    public static final String ADDITIONS = "additions";

    /** Lines deleted. */
    public static final String DELETIONS = "deletions";

    /** US dollars. */
    public static final String COST_USD = "costUsd";

    /** Milliseconds. */
    public static final String DURATION_MS = "durationMs";

    /** The code of a failure. */
    public static final String FAILURE = "failure";

    /** A sentence for a person. */
    public static final String MESSAGE = "message";

    /** 0 to 100. */
    public static final String SCORE = "score";

    /** How many findings. */
    public static final String FINDINGS = "findings";

    /** How many findings of the round before are there no more. */
    public static final String RESOLVED = "resolved";

    /** The name of a {@link io.codemaster.api.review.Verdict}. */
    public static final String VERDICT = "verdict";

    /** What the reviewer says of the whole, cut off. */
    public static final String COMMENT = "comment";

    /** How many comments on lines. */
    public static final String LINE_COMMENTS = "lineComments";

    /** The name of the person who did it. Known only where the notice is read. */
    public static final String BY = "by";

    /** The platform's number of the merge request. */
    public static final String NUMBER = "number";

    /** The platform's page of the merge request. */
    public static final String URL = "url";

    /** The name of a {@link io.codemaster.api.budget.BudgetScope}. */
    public static final String BUDGET = "budget";

    /** US dollars that were spent. */
    public static final String SPENT_USD = "spentUsd";

    /** US dollars that may be spent. */
    public static final String LIMIT_USD = "limitUsd";

    private NoticeFacts() {}
}
