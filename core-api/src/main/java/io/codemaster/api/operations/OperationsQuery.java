package io.codemaster.api.operations;

/** Everything that operators can ask to read. */
public sealed interface OperationsQuery permits FindActiveRuns {}
