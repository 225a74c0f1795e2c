package io.codemaster.api.operations;

import java.util.List;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

import io.codemaster.api.identity.UserId;

/**
 * Records that read models are to be made anew from the events.
 *
 * @param names the processing groups that make them
 * @param compareOnly whether those in use stay as they are, whatever differs
 * @param orderedBy null when it is the product's own check or an operator's command on its machine
 */
public record OrderReadModelRebuild(
        @TargetAggregateIdentifier ReadModelRebuildId rebuildId,
        List<String> names,
        boolean compareOnly,
        @Nullable UserId orderedBy)
        implements ReadModelRebuildCommand {

    public OrderReadModelRebuild {
        names = List.copyOf(names);
    }
}
