package io.codemaster.api.operations;

import java.util.List;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Records what became of a rebuild.
 *
 * @param replaced the read models whose rows were exchanged
 * @param wrong those that still are not what the events make, or could not be made or compared
 * @param failure why it broke off; null when it did not
 */
public record CloseReadModelRebuild(
        @TargetAggregateIdentifier ReadModelRebuildId rebuildId,
        List<String> replaced,
        List<String> wrong,
        @Nullable String failure)
        implements ReadModelRebuildCommand {

    public CloseReadModelRebuild {
        replaced = List.copyOf(replaced);
        wrong = List.copyOf(wrong);
    }
}
