package io.codemaster.api.codegen;

/**
 * Why a generation failed: the stable {@link #code()} and whether the cause can pass by itself. Only what can pass is
 * ever tried again without being asked.
 */
public enum FailureCode {
    CREDENTIAL_REJECTED("repository.credential-rejected", false),
    REPOSITORY_UNREACHABLE("repository.unreachable", true),
    REPOSITORY_NOT_FOUND("repository.not-found", false),
    REPOSITORY_URL_NOT_ALLOWED("repository.url-not-allowed", false),
    BRANCH_MISSING("repository.branch-missing", false),
    CLONE_TIMEOUT("clone.timeout", true),
    WORKSPACE_FAILED("workspace.failed", false),
    BRANCH_CONFLICT("push.branch-conflict", true),
    PUSH_REJECTED("push.rejected", false),
    CLI_MISSING("agent.cli-missing", false),
    CLI_NOT_SIGNED_IN("agent.not-signed-in", false),
    CLI_START_FAILED("agent.start-failed", false),
    MODEL_FORBIDDEN("agent.model-forbidden", false),
    MODEL_NOT_FOUND("agent.model-not-found", false),
    MODEL_OVERLOADED("agent.model-overloaded", true),
    MODEL_UNAVAILABLE("agent.model-unavailable", true),
    MODEL_REFUSED("agent.model-refused", false),
    REQUEST_REJECTED("agent.request-rejected", false),
    QUOTA_EXHAUSTED("agent.quota-exhausted", true),
    CREDIT_EXHAUSTED("agent.credit-exhausted", false),
    CONTEXT_OVERFLOW("agent.context-overflow", false),
    OUTPUT_LIMIT("agent.output-limit", false),
    MAX_TURNS("agent.max-turns", false),
    BUDGET_EXHAUSTED("agent.budget-exhausted", false),
    INACTIVE("agent.inactive", true),
    TIME_LIMIT("agent.time-limit", false),
    NO_RESULT("agent.no-result", true),
    KILLED("agent.killed", true),
    NON_ZERO_EXIT("agent.exit-nonzero", false),
    ANSWER_INVALID("inspection.answer-invalid", false),
    INSPECTION_CANCELLED("inspection.cancelled", false),
    NO_CHANGES("generation.no-changes", false),
    QUEUE_FULL("generation.queue-full", true),
    DISK_FULL("worker.disk-full", false),
    WORKER_LOST("worker.lost", true),
    INTERRUPTED("worker.interrupted", true),
    INTERNAL("worker.internal-error", false);

    private final String code;

    private final boolean passing;

    FailureCode(String code, boolean passing) {
        this.code = code;
        this.passing = passing;
    }

    /** The stable name, for instance {@code agent.model-overloaded}. */
    public String code() {
        return code;
    }

    /** Whether the cause can pass by itself, so that another attempt makes sense. */
    public boolean isPassing() {
        return passing;
    }
}
