package io.codemaster.api.codegen;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * One file of a change.
 *
 * @param path where it is now, with {@code /}; for a deleted file where it was
 * @param oldPath where it was before a rename, else null
 * @param binary whether it has no lines to count
 * @param truncated whether its patch is too large to be shown at once
 */
public record FileChange(
        String path,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String oldPath,
        Kind change,
        int additions,
        int deletions,
        boolean binary,
        boolean truncated) {

    /** What happened to the file. */
    public enum Kind {
        ADDED,
        MODIFIED,
        DELETED,
        RENAMED
    }
}
