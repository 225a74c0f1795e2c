package io.codemaster.api.shared;

/**
 * Answers an {@code Optional<Long>}: the sequence number of the last event that the view of this subject shows. Ask it
 * before the view itself: then a view is never older than the version that goes with it.
 *
 * @param id names the subject; a requirement also by its key
 */
public record FindVersion(Subject subject, String id) {}
