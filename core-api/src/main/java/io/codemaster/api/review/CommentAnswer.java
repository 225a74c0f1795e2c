package io.codemaster.api.review;

/**
 * What the agent of a follow-up says to a comment.
 *
 * @param addressed whether it claims to have followed it
 * @param text in its own words, empty for none
 */
public record CommentAnswer(String commentId, boolean addressed, String text) {}
