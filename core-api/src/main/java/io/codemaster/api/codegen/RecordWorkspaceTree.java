package io.codemaster.api.codegen;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

import io.codemaster.api.artifact.ArtifactId;

/**
 * Keeps which files the work tree held; nothing is recorded when the tree is the same as the one before.
 *
 * @param afterLine the last line printed before the tree was read, 0 for the tree that the agent found
 * @param treeId git's id of the tree
 * @param record a {@link TreeRecord} as JSON, null where the files could not be kept
 */
public record RecordWorkspaceTree(
        @TargetAggregateIdentifier TranscriptId transcriptId,
        long afterLine,
        String treeId,
        @Nullable ArtifactId record)
        implements TranscriptCommand {}
