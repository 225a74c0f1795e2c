package io.codemaster.api.codegen;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * A worker process has started and is ready. What an earlier process of the same id had in hand is lost, its processes
 * are ended and its transcripts are closed.
 *
 * @param workerId stays the same over restarts
 * @param incarnation new at each start
 */
public record AnnounceWorker(@TargetAggregateIdentifier WorkerId workerId, String incarnation)
        implements WorkerCommand {}
