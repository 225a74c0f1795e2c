package io.codemaster.api.statistics;

import io.codemaster.api.identity.UserId;

/**
 * Answers a {@link Board} of all the reader's projects together, without limits: each project has its own.
 *
 * @param all whether projects that the reader does not belong to count too
 */
public record CountRequirements(UserId reader, boolean all) implements StatisticsQuery {}
