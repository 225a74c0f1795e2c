package io.codemaster.api.operations;

/** Everything that is put on the record about a rebuild of read models. */
public sealed interface ReadModelRebuildCommand permits OrderReadModelRebuild, CloseReadModelRebuild {

    ReadModelRebuildId rebuildId();
}
