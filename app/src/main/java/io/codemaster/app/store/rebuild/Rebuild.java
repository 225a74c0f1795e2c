package io.codemaster.app.store.rebuild;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A rebuild of read models, under way or done.
 *
 * @param id names it
 * @param state in a word
 * @param compareOnly whether everything stays as it is
 * @param names the processing groups whose read models are made
 * @param events how many events are handled
 * @param of how many there were when it began; 0 until that is known
 * @param eventsPerSecond since it began
 * @param views what became of those that are done
 * @param startedAt when it began
 * @param finishedAt null while it runs
 * @param failure why it broke off; null when it did not
 */
public record Rebuild(
        String id,
        State state,
        boolean compareOnly,
        List<String> names,
        long events,
        long of,
        long eventsPerSecond,
        List<RebuiltView> views,
        Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable String failure) {

    /** The read models whose rows were exchanged. */
    List<String> replaced() {
        return views.stream()
                .filter(it -> it.outcome() == RebuiltView.Outcome.REPLACED)
                .map(RebuiltView::name)
                .toList();
    }

    /** Those that are not what the events make, or could not be made or compared. */
    List<String> wrong() {
        return views.stream().filter(it -> !it.isRight()).map(RebuiltView::name).toList();
    }

    /** How it is. */
    public enum State {
        RUNNING,
        /** Every read model is what the events make. */
        RIGHT,
        /** Some differ, or could not be made or compared. */
        DIFFERENT,
        /** It broke off; what was not exchanged by then is as it was. */
        FAILED
    }
}
