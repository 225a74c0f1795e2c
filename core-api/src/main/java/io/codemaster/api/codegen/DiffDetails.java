package io.codemaster.api.codegen;

import java.util.List;

/** What a generation changed. */
public record DiffDetails(String baseCommit, String headCommit, DiffStat stat, List<FileChange> files) {}
