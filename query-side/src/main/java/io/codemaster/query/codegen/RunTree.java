package io.codemaster.query.codegen;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.artifact.ArtifactId;
import io.codemaster.api.codegen.DiffStat;

/**
 * A tree that was recorded while the agent worked.
 *
 * @param number 1, 2, 3 … over all attempts of the run
 * @param sequence the event after which it was recorded
 * @param first whether it is what the agent of an attempt found
 * @param record what is kept of it, null where only its id is known
 */
record RunTree(
        int number,
        long sequence,
        int attempt,
        String treeId,
        boolean first,
        @Nullable ArtifactId record,
        @Nullable DiffStat stat) {}
