package io.codemaster.query.codegen;

/**
 * Where a generation's stream stands.
 *
 * @param lastSequence the newest event's number, 0 before the first
 * @param lastKind what the newest event is
 * @param failedAttempt the last attempt whose failure is in the stream, 0 for none
 * @param repositoryName what people call the repository, for instance {@code acme/app}
 */
record FeedHead(String taskId, long lastSequence, FeedKind lastKind, int failedAttempt, String repositoryName) {

    static FeedHead before(String taskId, String repositoryName) {
        return new FeedHead(taskId, 0, FeedKind.STATUS, 0, repositoryName);
    }

    FeedHead movedTo(long sequence, FeedKind kind, int attempt) {
        return new FeedHead(taskId, sequence, kind, kind == FeedKind.ERROR ? attempt : failedAttempt, repositoryName);
    }

    /** Whether nothing more comes unless another attempt is asked for. */
    boolean isFinished() {
        return lastKind == FeedKind.DONE;
    }
}
