import java.sql.Connection;
import java.sql.DriverManager;
import java.util.Arrays;
import java.util.Random;

/**
 * Fills the product's statistics with generations of a year, and times the baseline of the bench "statistics": counting
 * those rows. Prints generations, milliseconds of the count, milliseconds of the count by outcome.
 *
 * <p>java -cp h2.jar FillStatistics.java DATABASE GENERATIONS RUNS
 */
public class FillStatistics {

    private static final long DAY_MICROS = 86_400_000_000L;

    private static final String[] OUTCOMES = {"COMPLETED", "COMPLETED", "COMPLETED", "FAILED", "CANCELLED"};

    private static final String[] CODES = {"agent.limit-turns", "agent.timeout", "agent.model-overloaded", "push.rejected"};

    private static final String[] VERDICTS = {"APPROVED", "APPROVED", "NEEDS_REVISION", "REJECTED"};

    public static void main(String[] arguments) throws Exception {
        String url = "jdbc:h2:file:" + arguments[0]
                + ";MODE=MySQL;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE";
        int generations = Integer.parseInt(arguments[1]);
        int runs = Integer.parseInt(arguments[2]);
        try (Connection connection = DriverManager.getConnection(url, "codemaster", "")) {
            connection.setAutoCommit(false);
            try (var settings = connection.createStatement()) {
                // or H2 would answer the same question from memory
                settings.execute("SET OPTIMIZE_REUSE_RESULTS 0");
            }
            fill(connection, generations);
            connection.commit();
            String count = "SELECT COUNT(*) FROM statistics_generation WHERE requested_at >= 0";
            String grouped = "SELECT outcome, COUNT(*) FROM statistics_generation WHERE requested_at >= 0 GROUP BY outcome";
            time(connection, count, runs);
            System.out.println(
                    generations + " " + time(connection, count, runs) + " " + time(connection, grouped, runs));
        }
    }

    private static void fill(Connection connection, int generations) throws Exception {
        var random = new Random(7);
        long now = System.currentTimeMillis() * 1000;
        try (var clear = connection.createStatement()) {
            clear.execute("DELETE FROM statistics_generation");
            clear.execute("DELETE FROM statistics_requirement");
        }
        try (var generation = connection.prepareStatement("INSERT INTO statistics_generation (task_id, requirement_id,"
                        + " project_id, requested_by, requested_at, round_number, model, outcome, failure_code,"
                        + " started_at, ended_at, cost_usd, input_tokens, output_tokens, cache_read_tokens,"
                        + " cache_creation_tokens, first_verdict, ai_score, ai_objected)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
                var requirement = connection.prepareStatement("INSERT INTO statistics_requirement (requirement_id,"
                        + " project_id, requirement_key, title, status, submitted_at, ended_at, delivered_task_id)"
                        + " VALUES (?, ?, ?, 'Bench', ?, ?, ?, ?)")) {
            for (int i = 0; i < generations; i++) {
                String outcome = OUTCOMES[random.nextInt(OUTCOMES.length)];
                boolean completed = outcome.equals("COMPLETED");
                long at = now - random.nextLong(364 * DAY_MICROS) - 1;
                long start = at + random.nextLong(60_000_000);
                long end = start + 20_000_000 + random.nextLong(900_000_000);
                String project = "project-" + i % 20;
                String task = "bench-task-" + i;
                generation.setString(1, task);
                generation.setString(2, "bench-requirement-" + i);
                generation.setString(3, project);
                generation.setString(4, "user-" + i % 40);
                generation.setLong(5, at);
                generation.setInt(6, 1 + i % 7 / 5);
                generation.setString(7, "model-" + i % 4);
                generation.setString(8, outcome);
                generation.setString(9, outcome.equals("FAILED") ? CODES[random.nextInt(CODES.length)] : null);
                generation.setLong(10, start);
                generation.setLong(11, end);
                generation.setBigDecimal(12, java.math.BigDecimal.valueOf(random.nextInt(2_000_000), 6));
                for (int column = 13; column <= 16; column++) {
                    generation.setLong(column, random.nextInt(200_000));
                }
                generation.setString(17, completed ? VERDICTS[random.nextInt(VERDICTS.length)] : null);
                generation.setObject(18, completed ? random.nextInt(101) : null);
                generation.setObject(19, completed ? random.nextBoolean() : null);
                generation.addBatch();
                if (completed && i % 7 / 5 == 0) {
                    requirement.setString(1, "bench-requirement-" + i);
                    requirement.setString(2, project);
                    requirement.setString(3, "BENCH-" + i);
                    requirement.setString(4, i % 5 == 0 ? "REJECTED" : "MERGED");
                    requirement.setLong(5, at - random.nextLong(3 * DAY_MICROS));
                    requirement.setLong(6, Math.min(now - 1, end + random.nextLong(2 * DAY_MICROS)));
                    requirement.setString(7, task);
                    requirement.addBatch();
                }
                if (i % 500 == 499) {
                    generation.executeBatch();
                    requirement.executeBatch();
                }
            }
            generation.executeBatch();
            requirement.executeBatch();
        }
    }

    /** The median of so many times, in milliseconds. */
    private static double time(Connection connection, String sql, int runs) throws Exception {
        double[] millis = new double[runs];
        try (var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < runs; i++) {
                long began = System.nanoTime();
                try (var rows = statement.executeQuery()) {
                    while (rows.next()) {
                        rows.getString(1);
                    }
                }
                millis[i] = (System.nanoTime() - began) / 1e6;
            }
        }
        Arrays.sort(millis);
        return millis[runs / 2];
    }
}
