package io.codemaster.app.store.rebuild;

import java.util.Locale;
import java.util.stream.Collectors;

/** A rebuild in sentences for a terminal. */
final class RebuildWords {

    private RebuildWords() {}

    static String beginning(int readModels, boolean compareOnly) {
        return compareOnly
                ? "Comparing %d read models with what the events make. Nothing is changed.".formatted(readModels)
                : "Making %d read models from the events, beside those in use.".formatted(readModels);
    }

    static String progress(Rebuild rebuild) {
        return String.format(
                Locale.ROOT,
                "  events: %,d of %,d (%,d a second)",
                rebuild.events(),
                rebuild.of(),
                rebuild.eventsPerSecond());
    }

    static String of(RebuiltView view) {
        return switch (view.outcome()) {
            case SAME ->
                String.format(
                        Locale.ROOT,
                        "  %s: the same, %,d rows, up to event %d",
                        view.name(),
                        view.tables().stream().mapToLong(TableComparison::rows).sum(),
                        view.position());
            case DIFFERENT -> "  %s: not what the events make. %s".formatted(view.name(), differences(view));
            case REPLACED ->
                "  %s: was not what the events make; %d rows were exchanged. %s"
                        .formatted(view.name(), view.changedRows(), differences(view));
            case FAILED -> "  %s: %s".formatted(view.name(), view.reason());
        };
    }

    private static String differences(RebuiltView view) {
        return view.tables().stream()
                .filter(it -> !it.same())
                .map(it -> it.rows() == it.rowsMadeAnew()
                        ? "%s: %d rows in both, with other content".formatted(it.table(), it.rows())
                        : "%s: %d rows in use, %d made anew".formatted(it.table(), it.rows(), it.rowsMadeAnew()))
                .collect(Collectors.joining("; ", "", "."));
    }

    static String end(Rebuild rebuild) {
        return switch (rebuild.state()) {
            case RIGHT -> "Every read model is what the events make.";
            case DIFFERENT ->
                "%d read models are not what the events make."
                        .formatted(rebuild.views().stream()
                                .filter(it -> !it.isRight())
                                .count());
            case FAILED ->
                "It broke off: %s. What was not exchanged is as it was; run it again.".formatted(rebuild.failure());
            case RUNNING -> "It goes on.";
        };
    }
}
