package io.codemaster.app.store.rebuild;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What became of the read models of one processing group.
 *
 * @param name the processing group
 * @param outcome in a word
 * @param position the place of the event up to which both were compared; null where they were not
 * @param tables its tables, as they were compared; empty where they were not
 * @param changedRows how many rows were written or removed
 * @param reason why it failed or could not be compared; null otherwise
 */
public record RebuiltView(
        String name,
        Outcome outcome,
        @Nullable Long position,
        List<TableComparison> tables,
        long changedRows,
        @Nullable String reason) {

    /** What became of it. */
    public enum Outcome {
        /** What is in use is what the events make. */
        SAME,
        /** It is not, and nothing was changed. */
        DIFFERENT,
        /** It was not; now it is. */
        REPLACED,
        /** It stays as it is, see the reason. */
        FAILED
    }

    static RebuiltView failed(String name, String reason) {
        return new RebuiltView(name, Outcome.FAILED, null, List.of(), 0, reason);
    }

    RebuiltView replaced(long rows) {
        return new RebuiltView(name, Outcome.REPLACED, position, tables, rows, null);
    }

    RebuiltView failed(String why) {
        return new RebuiltView(name, Outcome.FAILED, position, tables, changedRows, why);
    }

    /** Whether it is as the events make it. */
    public boolean isRight() {
        return outcome == Outcome.SAME || outcome == Outcome.REPLACED;
    }
}
