package io.codemaster.query.statistics;

/** What became of a generation. */
enum Outcome {
    ACTIVE,
    COMPLETED,
    FAILED,
    CANCELLED
}
