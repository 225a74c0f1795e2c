package io.codemaster.api.operations;

import java.util.List;

import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

import io.codemaster.api.identity.UserId;

/**
 * Read models are made anew from the events.
 *
 * @param names the processing groups that make them
 * @param compareOnly whether those in use stay as they are, whatever differs
 * @param orderedBy null when it is the product's own check or an operator's command on its machine
 */
@Revision("1")
public record ReadModelRebuildOrdered(
        ReadModelRebuildId rebuildId,
        List<String> names,
        boolean compareOnly,
        @Nullable UserId orderedBy) implements ReadModelRebuildEvent {

    public ReadModelRebuildOrdered {
        names = List.copyOf(names);
    }
}
