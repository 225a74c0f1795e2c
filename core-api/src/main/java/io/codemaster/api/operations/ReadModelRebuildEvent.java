package io.codemaster.api.operations;

/** Everything that happened to a rebuild of read models. */
public sealed interface ReadModelRebuildEvent permits ReadModelRebuildOrdered, ReadModelRebuildClosed {

    ReadModelRebuildId rebuildId();
}
