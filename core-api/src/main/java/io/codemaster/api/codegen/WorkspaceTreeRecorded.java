package io.codemaster.api.codegen;

import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

import io.codemaster.api.artifact.ArtifactId;

/**
 * The work tree held these files after that line.
 *
 * @param afterLine the last line printed before the tree was read, 0 for the tree that the agent found
 * @param record a {@link TreeRecord} as JSON, null where only the id was kept
 */
@Revision("2")
public record WorkspaceTreeRecorded(
        TranscriptId transcriptId,
        CodegenTaskId taskId,
        int attempt,
        long afterLine,
        String treeId,
        @Nullable ArtifactId record)
        implements TranscriptEvent {}
