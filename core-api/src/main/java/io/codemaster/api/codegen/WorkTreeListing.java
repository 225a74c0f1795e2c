package io.codemaster.api.codegen;

import java.util.List;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * The files of a run's work tree as they were after one of its events.
 *
 * @param sequence the event
 * @param treeId git's id of the tree, null where none is recorded
 * @param treeSequence the event after which that tree was recorded
 * @param available whether the files are kept; they are not for runs of earlier versions and before the work tree is laid
 *     out
 * @param stat how far the files are from those that the agent found
 * @param items by path
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record WorkTreeListing(
        long sequence,
        @Nullable String treeId,
        @Nullable Long treeSequence,
        boolean available,
        @Nullable DiffStat stat,
        List<File> items,
        @Nullable String nextCursor) {

    /** What a path leads to. */
    public enum Kind {
        FILE,
        EXECUTABLE,
        /** A symbolic link; its bytes are where it leads, which nobody follows. */
        LINK,
        /** Another repository, of which only a pointer is in the tree. */
        SUBMODULE
    }

    /**
     * A file.
     *
     * @param change what the run has done to it, null where it is as the agent found it
     * @param oldPath where it was before the run renamed it
     * @param sequence the event after which its content was recorded, null where it is as the agent found it
     * @param kept whether its bytes can be had
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record File(
            String path,
            Kind kind,
            long bytes,
            FileChange.@Nullable Kind change,
            @Nullable String oldPath,
            @Nullable Long sequence,
            boolean kept) {}
}
