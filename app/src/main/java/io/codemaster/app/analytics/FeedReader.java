package io.codemaster.app.analytics;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.identity.UserId;

/**
 * Who reads the events, and which of them.
 *
 * @param all whether the events of every project are wanted, and those of none
 * @param types names of types, or beginnings of names with a star behind them; none for all
 * @param project whose events alone are wanted; null for those of every project that the reader may see
 */
record FeedReader(
        UserId user,
        boolean all,
        Set<String> types,
        @Nullable String project) {

    FeedReader {
        types = Set.copyOf(types);
    }

    /** Whether nothing has to be known of an event to show it. */
    boolean isUnbound() {
        return all && project == null;
    }

    /** The classes of the events that are wanted. */
    List<String> classes() {
        return EventType.all()
                .filter(type -> types.isEmpty() || types.stream().anyMatch(type::matches))
                .map(type -> type.event().getName())
                .toList();
    }
}
