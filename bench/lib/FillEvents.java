import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Makes a history of many generations out of a few: the events behind a place are written again and again, each time with
 * other identifiers, until there are enough. Every read model is said to have seen them all, and has not: a rebuild then
 * has everything to do. Prints how many events there are, and the milliseconds of the baseline of the bench "rebuild":
 * reading them all.
 *
 * <p>java -cp h2.jar FillEvents.java DATABASE PLACE EVENTS
 */
public class FillEvents {

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private static final Pattern KEY = Pattern.compile("\"key\":\"DEMO-(\\d+)\"");

    private static final int COMMIT_EVERY = 5_000;

    record Row(String aggregate, long sequence, String type, String time, String payloadType, String revision, String payload,
            String metadata) {}

    public static void main(String[] arguments) throws Exception {
        String url = "jdbc:h2:file:" + arguments[0]
                + ";MODE=MySQL;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE;WRITE_DELAY=1000";
        long place = Long.parseLong(arguments[1]);
        long wanted = Long.parseLong(arguments[2]);
        try (Connection connection = DriverManager.getConnection(url, "codemaster", "")) {
            connection.setAutoCommit(false);
            try (var settings = connection.createStatement()) {
                settings.execute("SET MAX_LENGTH_INPLACE_LOB 16384");
            }
            long events = fill(connection, template(connection, place), wanted);
            sayAllSeen(connection);
            connection.commit();
            long began = System.nanoTime();
            read(connection);
            System.out.println(events + " " + (System.nanoTime() - began) / 1_000_000);
        }
    }

    private static List<Row> template(Connection connection, long place) throws Exception {
        var rows = new ArrayList<Row>();
        try (var query = connection.prepareStatement("SELECT aggregate_identifier, sequence_number, aggregate_type, time_stamp,"
                + " payload_type, payload_revision, payload, meta_data FROM domain_event WHERE global_index > ?"
                + " ORDER BY global_index")) {
            query.setLong(1, place);
            try (var found = query.executeQuery()) {
                while (found.next()) {
                    rows.add(new Row(found.getString(1), found.getLong(2), found.getString(3), found.getString(4),
                            found.getString(5), found.getString(6), text(found.getBytes(7)), text(found.getBytes(8))));
                }
            }
        }
        return rows;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static long fill(Connection connection, List<Row> template, long wanted) throws Exception {
        long events = count(connection);
        var own = identifiers(template);
        // what went on with a project or a month before cannot go on twice
        template.removeIf(it -> other(it.aggregate(), own, 0).equals(it.aggregate()));
        try (var insert = connection.prepareStatement("INSERT INTO domain_event (event_identifier, aggregate_identifier,"
                + " sequence_number, aggregate_type, time_stamp, payload_type, payload_revision, payload, meta_data)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            for (int copy = 1; events < wanted; copy++) {
                for (var row : template) {
                    insert.setString(1, UUID.randomUUID().toString());
                    insert.setString(2, other(row.aggregate(), own, copy));
                    insert.setLong(3, row.sequence());
                    insert.setString(4, row.type());
                    insert.setString(5, row.time());
                    insert.setString(6, row.payloadType());
                    insert.setString(7, row.revision());
                    insert.setBytes(8, otherKey(other(row.payload(), own, copy), copy).getBytes(StandardCharsets.UTF_8));
                    insert.setBytes(9, other(row.metadata(), own, copy).getBytes(StandardCharsets.UTF_8));
                    insert.addBatch();
                    if (++events % COMMIT_EVERY == 0) {
                        insert.executeBatch();
                        connection.commit();
                    }
                }
            }
            insert.executeBatch();
            connection.commit();
        }
        return events;
    }

    /** What the events brought into the world; other identifiers are of people and projects, who stay the same. */
    private static Set<String> identifiers(List<Row> template) {
        var own = new LinkedHashSet<String>();
        for (var row : template) {
            var found = ID.matcher(row.aggregate());
            if (found.find()) {
                own.add(found.group());
            }
        }
        return own;
    }

    private static String other(String text, Set<String> own, int copy) {
        return ID.matcher(text).replaceAll(found -> own.contains(found.group())
                ? found.group().substring(0, 28) + String.format("%08x", copy)
                : found.group());
    }

    private static String otherKey(String payload, int copy) {
        return KEY.matcher(payload).replaceAll(found ->
                "\"key\":\"DEMO-" + (Long.parseLong(found.group(1)) + 1_000L * copy) + "\"");
    }

    private static long count(Connection connection) throws Exception {
        try (var statement = connection.createStatement();
                var found = statement.executeQuery("SELECT COUNT(*) FROM domain_event")) {
            found.next();
            return found.getLong(1);
        }
    }

    private static void sayAllSeen(Connection connection) throws Exception {
        try (var statement = connection.createStatement()) {
            long last;
            try (var found = statement.executeQuery("SELECT MAX(global_index) FROM domain_event")) {
                found.next();
                last = found.getLong(1);
            }
            var tokens = connection.prepareStatement("UPDATE processor_token SET token = ?, owner = NULL");
            tokens.setBytes(1, ("{\"index\":" + last + ",\"gaps\":[]}").getBytes(StandardCharsets.UTF_8));
            tokens.executeUpdate();
        }
    }

    private static long read(Connection connection) throws Exception {
        long bytes = 0;
        try (var statement = connection.createStatement()) {
            statement.setFetchSize(1_000);
            long behind = -1;
            boolean more = true;
            while (more) {
                more = false;
                try (var found = statement.executeQuery("SELECT global_index, payload, meta_data FROM domain_event"
                        + " WHERE global_index > " + behind + " ORDER BY global_index LIMIT 1000")) {
                    while (found.next()) {
                        more = true;
                        behind = found.getLong(1);
                        bytes += found.getBytes(2).length + found.getBytes(3).length;
                    }
                }
            }
        }
        return bytes;
    }
}
