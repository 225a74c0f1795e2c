package io.codemaster.app.store.rebuild;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import io.codemaster.app.store.table.RowSum;
import io.codemaster.app.store.table.StoreTables;
import io.codemaster.app.store.table.StoredTable;

/**
 * A table in use beside the same table made anew.
 *
 * @param table its name
 * @param rows how many rows the one in use has
 * @param rowsMadeAnew how many the other has
 * @param same whether they have the same content, by a sum over all values but the numbers of arrivals
 */
public record TableComparison(String table, long rows, long rowsMadeAnew, boolean same) {

    static TableComparison of(String name, Connection inUse, Connection anew) throws SQLException {
        var table = StoredTable.of(inUse, name);
        var counted = counted(table);
        var found = RowSum.of(inUse, table, counted);
        var wanted = RowSum.of(anew, table, counted);
        return new TableComparison(name, found.rows(), wanted.rows(), found.equals(wanted));
    }

    /** The numbers of arrivals are no content: they may differ though every entry is the same. */
    private static UnaryOperator<@Nullable Object @Nullable []> counted(StoredTable table) {
        var arrival = StoreTables.arrival(table.name()).map(table.columns()::indexOf);
        return arrival.isEmpty()
                ? row -> row
                : row -> {
                    var counted = row == null ? null : row.clone();
                    if (counted != null) {
                        counted[arrival.get()] = null;
                    }
                    return counted;
                };
    }
}
