package io.codemaster.api.statistics;

/** Everything that can be asked about the work as a whole. */
public sealed interface StatisticsQuery permits FindStatistics, FindBoard, FindWaitingReviews, CountRequirements {}
