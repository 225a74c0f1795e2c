package io.codemaster.api.review;

import java.util.List;

/** Comments with the lines that they are about, in the order in which they were asked for. */
public record AnchoredComments(List<LineComment> comments) {}
