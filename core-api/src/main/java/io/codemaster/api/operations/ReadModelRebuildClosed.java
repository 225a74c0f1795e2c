package io.codemaster.api.operations;

import java.util.List;

import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * A rebuild of read models is over.
 *
 * @param replaced the read models whose rows were exchanged
 * @param wrong those that still are not what the events make, or could not be made or compared
 * @param failure why it broke off; null when it did not
 */
@Revision("1")
public record ReadModelRebuildClosed(
        ReadModelRebuildId rebuildId,
        List<String> replaced,
        List<String> wrong,
        @Nullable String failure) implements ReadModelRebuildEvent {

    public ReadModelRebuildClosed {
        replaced = List.copyOf(replaced);
        wrong = List.copyOf(wrong);
    }
}
