package io.codemaster.app.store.table;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/**
 * A table of one database as rows of plain values that are the same in every database: whole numbers, decimals, texts,
 * bytes and times without a zone.
 *
 * @param name in lower case
 * @param columns in their order, in lower case
 * @param kinds what each column holds
 * @param key the places of the primary key's columns among them
 */
public record StoredTable(String name, List<String> columns, List<Kind> kinds, List<Integer> key) {

    private static final int PAGE_ROWS = 256;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);

    /** What a column holds. */
    public enum Kind {
        NUMBER,
        DECIMAL,
        TEXT,
        BYTES,
        TIME
    }

    /** What a reader does with each row. */
    public interface RowReader {

        void read(@Nullable Object[] row) throws SQLException;
    }

    /** The tables of the connected database by name. */
    public static List<String> names(Connection connection) throws SQLException {
        var schema = connection.getCatalog();
        var h2 = connection.getMetaData().getDatabaseProductName().equals("H2");
        var names = new ArrayList<String>();
        try (var query = connection.prepareStatement("SELECT table_name FROM information_schema.tables"
                + " WHERE LOWER(table_schema) = ? AND table_type = 'BASE TABLE' ORDER BY table_name")) {
            query.setString(1, h2 ? "public" : schema.toLowerCase(Locale.ROOT));
            try (var found = query.executeQuery()) {
                while (found.next()) {
                    names.add(found.getString(1).toLowerCase(Locale.ROOT));
                }
            }
        }
        return names;
    }

    /** One of them as it is now. */
    public static StoredTable of(Connection connection, String name) throws SQLException {
        var columns = new ArrayList<String>();
        var kinds = new ArrayList<Kind>();
        try (var query = connection.prepareStatement("SELECT * FROM " + name + " WHERE 1 = 0")) {
            var meta = query.getMetaData();
            for (int i = 1; i <= meta.getColumnCount(); i++) {
                columns.add(meta.getColumnName(i).toLowerCase(Locale.ROOT));
                kinds.add(kind(name, meta.getColumnName(i), meta.getColumnType(i)));
            }
        }
        var key = new java.util.TreeMap<Integer, Integer>();
        try (var found = connection.getMetaData().getPrimaryKeys(connection.getCatalog(), null, name)) {
            while (found.next()) {
                var place = columns.indexOf(found.getString("COLUMN_NAME").toLowerCase(Locale.ROOT));
                key.put(found.getInt("KEY_SEQ"), place);
            }
        }
        if (key.isEmpty()) {
            throw new IllegalStateException("the table " + name + " has no primary key, so it cannot be read in parts");
        }
        return new StoredTable(name, columns, kinds, List.copyOf(key.values()));
    }

    private static Kind kind(String table, String column, int type) {
        return switch (type) {
            case Types.BIT, Types.BOOLEAN, Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT -> Kind.NUMBER;
            case Types.DECIMAL, Types.NUMERIC -> Kind.DECIMAL;
            case Types.CHAR, Types.VARCHAR, Types.LONGVARCHAR, Types.CLOB -> Kind.TEXT;
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> Kind.BYTES;
            case Types.TIMESTAMP -> Kind.TIME;
            default -> throw new IllegalStateException("%s.%s has the unknown type %d".formatted(table, column, type));
        };
    }

    // ---- reading ----

    /** How many there are. */
    public long rows(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var found = statement.executeQuery("SELECT COUNT(*) FROM " + name)) {
            found.next();
            return found.getLong(1);
        }
    }

    /** The row with the greatest key. */
    public @Nullable Object @Nullable [] last(Connection connection) throws SQLException {
        try (var query = connection.prepareStatement(select() + " ORDER BY " + keyColumns(" DESC") + " LIMIT 1")) {
            try (var found = query.executeQuery()) {
                return found.next() ? row(found) : null;
            }
        }
    }

    /** Whether the same row is in another database. */
    public boolean has(Connection connection, @Nullable Object[] row) throws SQLException {
        try (var query = connection.prepareStatement(byKey())) {
            var found = find(query, row);
            return found != null && RowSum.hash(found) == RowSum.hash(row);
        }
    }

    /** The statement that {@link #find} is for. */
    public String byKey() {
        return select() + " WHERE " + keyCondition();
    }

    /** The row with the same key; null where there is none. */
    public @Nullable Object @Nullable [] find(PreparedStatement byKey, @Nullable Object[] row) throws SQLException {
        bindWholeKey(byKey, row);
        try (var found = byKey.executeQuery()) {
            return found.next() ? row(found) : null;
        }
    }

    /** The statement that {@link #bindWholeKey} is for. */
    public String delete() {
        return "DELETE FROM " + name + " WHERE " + keyCondition();
    }

    /** The key of a row for {@link #delete}. */
    public void bindWholeKey(PreparedStatement statement, @Nullable Object[] row) throws SQLException {
        for (int i = 0; i < key.size(); i++) {
            statement.setObject(i + 1, row[key.get(i)]);
        }
    }

    private String keyCondition() {
        return key.stream().map(it -> columns.get(it) + " = ?").collect(Collectors.joining(" AND "));
    }

    /** Reads every row behind one, in the order of the key, some at a time. */
    public void read(Connection connection, @Nullable Object @Nullable [] behind, RowReader reader)
            throws SQLException {
        var last = behind;
        int rows;
        do {
            rows = 0;
            try (var query = connection.prepareStatement(page(last != null))) {
                if (last != null) {
                    bindKey(query, last);
                }
                try (var found = query.executeQuery()) {
                    while (found.next()) {
                        last = row(found);
                        reader.read(last);
                        rows++;
                    }
                }
            }
        } while (rows == PAGE_ROWS);
    }

    private String select() {
        return "SELECT " + String.join(", ", columns) + " FROM " + name;
    }

    /** (a, b) > (?, ?), in words that every database finds an index for. */
    private String page(boolean behind) {
        var condition = new StringBuilder();
        if (behind) {
            condition.append(" WHERE ").append(column(0)).append(" >= ? AND (");
            for (int i = 0; i < key.size(); i++) {
                condition.append(i == 0 ? "" : " OR ").append('(');
                for (int j = 0; j < i; j++) {
                    condition.append(column(j)).append(" = ? AND ");
                }
                condition.append(column(i)).append(" > ?)");
            }
            condition.append(')');
        }
        return select() + condition + " ORDER BY " + keyColumns("") + " LIMIT " + PAGE_ROWS;
    }

    private void bindKey(PreparedStatement query, @Nullable Object[] row) throws SQLException {
        int place = 1;
        query.setObject(place++, row[key.get(0)]);
        for (int i = 0; i < key.size(); i++) {
            for (int j = 0; j <= i; j++) {
                query.setObject(place++, row[key.get(j)]);
            }
        }
    }

    private String column(int keyPlace) {
        return columns.get(key.get(keyPlace));
    }

    private String keyColumns(String direction) {
        return key.stream().map(it -> columns.get(it) + direction).collect(Collectors.joining(", "));
    }

    private @Nullable Object[] row(ResultSet found) throws SQLException {
        var row = new @Nullable Object[columns.size()];
        for (int i = 0; i < row.length; i++) {
            row[i] = value(found, i + 1, kinds.get(i));
        }
        return row;
    }

    private static @Nullable Object value(ResultSet found, int place, Kind kind) throws SQLException {
        return switch (kind) {
            case NUMBER -> {
                long number = found.getLong(place);
                yield found.wasNull() ? null : (Long) number;
            }
            case DECIMAL -> {
                BigDecimal number = found.getBigDecimal(place);
                yield number == null ? null : number.stripTrailingZeros();
            }
            case TEXT -> found.getString(place);
            case BYTES -> found.getBytes(place);
            case TIME -> found.getObject(place, LocalDateTime.class);
        };
    }

    // ---- writing ----

    /** The statement that {@link #bind} is for. */
    public String insert() {
        return "INSERT INTO %s (%s) VALUES (%s)"
                .formatted(
                        name,
                        String.join(", ", columns),
                        IntStream.range(0, columns.size()).mapToObj(it -> "?").collect(Collectors.joining(", ")));
    }

    /** One row for {@link #insert}. */
    public void bind(PreparedStatement insert, @Nullable Object[] row) throws SQLException {
        for (int i = 0; i < row.length; i++) {
            var value = row[i];
            if (value == null) {
                insert.setNull(i + 1, sqlType(kinds.get(i)));
            } else if (value instanceof byte[] bytes) {
                insert.setBytes(i + 1, bytes);
            } else if (value instanceof LocalDateTime time) {
                // as a text: MySQL's driver takes parts of a second from a time that it sends to MariaDB
                insert.setString(i + 1, TIME.format(time));
            } else {
                insert.setObject(i + 1, value);
            }
        }
    }

    private static int sqlType(Kind kind) {
        return switch (kind) {
            case NUMBER -> Types.BIGINT;
            case DECIMAL -> Types.DECIMAL;
            case TEXT -> Types.VARCHAR;
            case BYTES -> Types.VARBINARY;
            case TIME -> Types.TIMESTAMP;
        };
    }
}
