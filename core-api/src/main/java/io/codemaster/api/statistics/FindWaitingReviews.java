package io.codemaster.api.statistics;

import io.codemaster.api.identity.UserId;

/**
 * Answers {@link WaitingReviews}: changes of projects in which the reader decides, that nobody has decided of.
 *
 * @param withOwn whether the reader decides also of what they asked for themselves
 * @param limit how many are wanted at most
 */
public record FindWaitingReviews(UserId reader, boolean withOwn, int limit) implements StatisticsQuery {}
