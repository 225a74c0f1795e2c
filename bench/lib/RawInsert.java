import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;

/**
 * The baseline of the bench "durable": the lines of a file into a table like the product's, 64 in a batch, each batch
 * committed, into an H2 file that is written without delay. Prints lines, milliseconds.
 *
 * <p>java -cp h2.jar RawInsert.java LINES DATABASE
 */
public class RawInsert {

    private static final int BATCH = 64;

    public static void main(String[] arguments) throws Exception {
        List<String> lines = Files.readAllLines(Path.of(arguments[0]), StandardCharsets.UTF_8);
        String url = "jdbc:h2:file:" + arguments[1]
                + ";MODE=MySQL;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE;WRITE_DELAY=0";
        try (Connection connection = DriverManager.getConnection(url, "codemaster", "")) {
            connection.setAutoCommit(false);
            create(connection, "warm_up");
            create(connection, "line");
            insert(connection, "warm_up", lines.subList(0, Math.min(lines.size(), 2_000)));
            long began = System.nanoTime();
            insert(connection, "line", lines);
            System.out.println(lines.size() + " " + (System.nanoTime() - began) / 1e6);
        }
    }

    private static void create(Connection connection, String table) throws Exception {
        try (var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE " + table + " (global_index BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,"
                    + " aggregate_identifier VARCHAR(160) NOT NULL, sequence_number BIGINT NOT NULL,"
                    + " payload LONGBLOB NOT NULL, UNIQUE (aggregate_identifier, sequence_number))");
        }
        connection.commit();
    }

    private static void insert(Connection connection, String table, List<String> lines) throws Exception {
        String sql = "INSERT INTO " + table + " (aggregate_identifier, sequence_number, payload) VALUES (?, ?, ?)";
        try (var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < lines.size(); i++) {
                statement.setString(1, "task");
                statement.setLong(2, i);
                statement.setBytes(3, lines.get(i).getBytes(StandardCharsets.UTF_8));
                statement.addBatch();
                if (i % BATCH == BATCH - 1 || i == lines.size() - 1) {
                    statement.executeBatch();
                    connection.commit();
                }
            }
        }
    }
}
