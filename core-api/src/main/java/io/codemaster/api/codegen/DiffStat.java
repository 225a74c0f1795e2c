package io.codemaster.api.codegen;

/** How large a change is: files touched, lines added, lines deleted. */
public record DiffStat(int files, int additions, int deletions) {}
