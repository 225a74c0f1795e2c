package io.codemaster.api.codegen;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Keeps which files the work tree held; nothing is recorded when the tree is the same as the one before.
 *
 * @param afterLine the last line printed before the tree was read
 * @param treeId git's id of the tree
 */
public record RecordWorkspaceTree(@TargetAggregateIdentifier TranscriptId transcriptId, long afterLine, String treeId)
        implements TranscriptCommand {}
