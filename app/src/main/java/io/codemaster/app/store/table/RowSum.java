package io.codemaster.app.store.table;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

/**
 * How many rows a table has and the sum of what is in them, which does not depend on their order: databases sort texts
 * each in its own way.
 */
public record RowSum(long rows, long sum) {

    /** Of all columns. */
    public static RowSum of(Connection connection, StoredTable table) throws SQLException {
        return of(connection, table, row -> row);
    }

    /**
     * Of what stands for each row.
     *
     * @param as null leaves a row out
     */
    public static RowSum of(Connection connection, StoredTable table, UnaryOperator<@Nullable Object @Nullable []> as)
            throws SQLException {
        var total = new long[2];
        table.read(connection, null, row -> {
            var counted = as.apply(row);
            if (counted != null) {
                total[0]++;
                total[1] += hash(counted);
            }
        });
        return new RowSum(total[0], total[1]);
    }

    /** The beginning of the SHA-256 of all values; each says its length, so that none runs into the next. */
    public static long hash(@Nullable Object[] row) {
        var digest = sha256();
        for (var value : row) {
            if (value == null) {
                digest.update((byte) 0);
                continue;
            }
            var bytes = value instanceof byte[] raw ? raw : text(value).getBytes(StandardCharsets.UTF_8);
            digest.update((byte) 1);
            digest.update(
                    ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
            digest.update(bytes);
        }
        return ByteBuffer.wrap(digest.digest()).getLong();
    }

    private static String text(Object value) {
        return value instanceof java.math.BigDecimal number ? number.toPlainString() : value.toString();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
