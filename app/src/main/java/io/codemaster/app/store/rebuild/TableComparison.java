package io.codemaster.app.store.rebuild;

import java.sql.Connection;
import java.sql.SQLException;

import io.codemaster.app.store.table.RowSum;
import io.codemaster.app.store.table.StoredTable;

/**
 * A table in use beside the same table made anew.
 *
 * @param table its name
 * @param rows how many rows the one in use has
 * @param rowsMadeAnew how many the other has
 * @param same whether they have the same content, by a sum over all values
 */
public record TableComparison(String table, long rows, long rowsMadeAnew, boolean same) {

    static TableComparison of(String name, Connection inUse, Connection anew) throws SQLException {
        var table = StoredTable.of(inUse, name);
        var found = RowSum.of(inUse, table);
        var wanted = RowSum.of(anew, table);
        return new TableComparison(name, found.rows(), wanted.rows(), found.equals(wanted));
    }
}
