package io.codemaster.api.codegen;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.artifact.ArtifactId;

/**
 * The change that an attempt made, committed by the product.
 *
 * @param baseCommit the full SHA-1 that the work started from
 * @param headCommit the full SHA-1 of the product's commit
 * @param patch the whole unified patch (git's form, renames detected)
 * @param files a JSON list of {@link FileChange}
 * @param trees a git pack with every recorded work tree, null when none was recorded
 * @param round what a follow-up alone changed, null where the whole change was made at once
 */
public record CapturedChanges(
        String baseCommit,
        String headCommit,
        DiffStat stat,
        ArtifactId patch,
        ArtifactId files,
        @Nullable ArtifactId trees,
        @Nullable Round round) {

    /** A change that was made at once. */
    public CapturedChanges(
            String baseCommit,
            String headCommit,
            DiffStat stat,
            ArtifactId patch,
            ArtifactId files,
            @Nullable ArtifactId trees) {
        this(baseCommit, headCommit, stat, patch, files, trees, null);
    }

    /**
     * A follow-up's part of the change.
     *
     * @param baseCommit the full SHA-1 of the commit that was sent back
     * @param patch its unified patch
     * @param files a JSON list of {@link FileChange}
     */
    public record Round(String baseCommit, DiffStat stat, ArtifactId patch, ArtifactId files) {}
}
