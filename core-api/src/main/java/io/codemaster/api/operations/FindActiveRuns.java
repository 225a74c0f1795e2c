package io.codemaster.api.operations;

/** Answers {@link ActiveRuns}: what waits and what runs. */
public record FindActiveRuns() implements OperationsQuery {}
