package io.codemaster.api.inspection;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a repository is made of, as the agent found it: the published schema of an analysis.
 *
 * @param structure the directories as a text tree
 */
public record AnalysisResult(
        List<Module> modules,
        List<Technology> techStack,
        List<EntryPoint> entryPoints,
        String structure,
        CodeStyle codeStyle) {

    /**
     * A part of the repository.
     *
     * @param fileCount how many files it has, 0 or more
     */
    public record Module(String path, String description, int fileCount) {}

    /**
     * Something that it is built with.
     *
     * @param version null where the repository does not say
     */
    public record Technology(String name, @Nullable String version, String purpose) {}

    /** Where it is started or called from outside. */
    public record EntryPoint(String path, String description) {}

    /** How its code is written. */
    public record CodeStyle(String naming, String errorHandling, String testFramework) {}
}
