package io.codemaster.app.store.rebuild;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

import io.codemaster.app.store.table.RowSum;
import io.codemaster.app.store.table.StoredTable;

/**
 * Makes a table in use the same as one made anew, by those rows alone that are not. What is wrong goes before what is right
 * comes: a row that has moved may not be there twice, whatever else of it has to be unique. The caller ends the transaction.
 */
final class TableReplacement {

    private static final int TOLD_EVERY = 1_000;

    private final StoredTable table;

    private final Connection inUse;

    private final Connection anew;

    private final Beat beat;

    private long kept;

    private long changed;

    private long looked;

    /** Told now and then while a table is gone through. */
    interface Beat {

        void stillAtWork() throws SQLException;
    }

    TableReplacement(String name, Connection inUse, Connection anew, Beat beat) throws SQLException {
        this.table = StoredTable.of(inUse, name);
        this.inUse = inUse;
        this.anew = anew;
        this.beat = beat;
    }

    /** Answers how many rows were written or removed. */
    long run() throws SQLException {
        try (var wanted = anew.prepareStatement(table.byKey());
                var delete = inUse.prepareStatement(table.delete())) {
            table.read(inUse, null, row -> {
                told();
                var right = table.find(wanted, row);
                if (right != null && RowSum.hash(right) == RowSum.hash(row)) {
                    kept++;
                    return;
                }
                if (right == null) {
                    changed++;
                }
                table.bindWholeKey(delete, row);
                delete.executeUpdate();
            });
            if (kept < table.rows(anew)) {
                addMissing();
            }
        }
        return changed;
    }

    private void addMissing() throws SQLException {
        boolean any = kept > 0;
        try (var there = inUse.prepareStatement(table.byKey());
                var insert = inUse.prepareStatement(table.insert())) {
            table.read(anew, null, row -> {
                told();
                if (any && isThere(there, row)) {
                    return;
                }
                changed++;
                table.bind(insert, row);
                insert.executeUpdate();
            });
        }
    }

    private boolean isThere(PreparedStatement byKey, @Nullable Object[] row) throws SQLException {
        return table.find(byKey, row) != null;
    }

    private void told() throws SQLException {
        if (++looked % TOLD_EVERY == 0) {
            beat.stillAtWork();
        }
    }
}
