package io.codemaster.api.codegen;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.artifact.ArtifactId;

/**
 * What is kept of a recorded work tree, so that nobody needs git to show it: every file of the first tree of an attempt,
 * then what each further tree has different from the one before.
 *
 * @param previous git's id of the tree before, null for the first of an attempt
 * @param stat how far the tree is from the commit that the work started from
 * @param files every file of a first tree, else the files that differ
 */
public record TreeRecord(String treeId, @Nullable String previous, DiffStat stat, List<Entry> files) {

    /**
     * A file of the tree, or one that is gone from it.
     *
     * @param path where it is, with {@code /}; for a deleted file where it was
     * @param oldPath where it was before a rename, else null
     * @param before what it was in the tree before, null where it was not there, and in a first tree
     * @param after what it is now, null where it is gone
     */
    public record Entry(
            String path,
            @Nullable String oldPath,
            @Nullable Version before,
            @Nullable Version after) {}

    /**
     * A file as it was in one tree.
     *
     * @param mode git's: {@code 100644}, {@code 100755}, {@code 120000} for a link, {@code 160000} for a submodule
     * @param blob git's id of the content
     * @param bytes how long the content is
     * @param content where the bytes are kept, null where they are not
     * @param at where in the kept content they begin
     */
    public record Version(
            String mode, String blob, long bytes, @Nullable ArtifactId content, long at) {}
}
