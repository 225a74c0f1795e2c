package io.codemaster.app.store.move;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import io.codemaster.app.store.table.Progress;
import io.codemaster.app.store.table.StoredTable;

/** Copies the rows of one table; what was written is committed every few megabytes, so that a broken copy can go on. */
final class TableCopy {

    private static final int BATCH_ROWS = 256;

    private static final long BATCH_BYTES = 4L << 20;

    private final Connection source;

    private final Connection target;

    private final StoredTable table;

    private final UnaryOperator<@Nullable Object @Nullable []> as;

    private final Progress progress;

    private long copied;

    private int waitingRows;

    private long waitingBytes;

    /** @param as what is written for a row; null leaves it out */
    TableCopy(
            Connection source,
            Connection target,
            StoredTable table,
            UnaryOperator<@Nullable Object @Nullable []> as,
            Progress progress) {
        this.source = source;
        this.target = target;
        this.table = table;
        this.as = as;
        this.progress = progress;
    }

    /**
     * Copies every row behind one.
     *
     * @param behind null for all
     * @param already how many rows are there, for the progress
     */
    void run(@Nullable Object @Nullable [] behind, long already) throws SQLException {
        copied = already;
        target.setAutoCommit(false);
        try (var insert = target.prepareStatement(table.insert())) {
            table.read(source, behind, row -> write(insert, row));
            flush(insert);
        } catch (SQLException failed) {
            undo(failed);
            throw failed;
        }
        target.setAutoCommit(true);
    }

    /** Where there is still a connection to undo it on. */
    private void undo(SQLException failed) {
        try {
            target.rollback();
            target.setAutoCommit(true);
        } catch (SQLException gone) {
            failed.addSuppressed(gone);
        }
    }

    private void write(PreparedStatement insert, @Nullable Object[] row) throws SQLException {
        var written = as.apply(row);
        if (written == null) {
            return;
        }
        table.bind(insert, written);
        insert.addBatch();
        waitingRows++;
        for (var value : written) {
            waitingBytes += value instanceof byte[] bytes ? bytes.length : 0;
        }
        if (waitingRows == BATCH_ROWS || waitingBytes >= BATCH_BYTES) {
            flush(insert);
        }
    }

    private void flush(PreparedStatement insert) throws SQLException {
        if (waitingRows > 0) {
            insert.executeBatch();
            target.commit();
            copied += waitingRows;
            waitingRows = 0;
            waitingBytes = 0;
            progress.at(copied);
        }
    }
}
