package io.codemaster.app.store.rebuild;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

import io.codemaster.app.store.table.StoredTable;

/** The tables of read models as the migrations make them, for one that somebody has dropped. */
final class ViewTables {

    private static final String MIGRATIONS = "classpath*:db/migration/V*.sql";

    private static final Pattern VERSION = Pattern.compile("V(\\d+)__.*");

    private static final Pattern COMMENT = Pattern.compile("(?m)^\\s*--.*$");

    private ViewTables() {}

    /** Those of these tables that are not there. */
    static List<String> missing(Connection database, List<String> tables) throws SQLException {
        var there = StoredTable.names(database);
        return tables.stream().filter(it -> !there.contains(it)).toList();
    }

    /** Makes a table and its indexes, without any rows. */
    static void make(Connection database, String table) throws SQLException, IOException {
        try (var statement = database.createStatement()) {
            for (var sql : statements(table)) {
                statement.execute(sql);
            }
        }
    }

    /** What the migrations say of a table, in order, from where it was made last. */
    static List<String> statements(String table) throws IOException {
        var about = Pattern.compile(
                "(?i)(?:(?:CREATE|ALTER|DROP)\\s+TABLE\\s+%1$s|CREATE\\s+(?:UNIQUE\\s+)?INDEX\\s+\\w+\\s+ON\\s+%1$s)\\b.*"
                        .formatted(Pattern.quote(table)),
                Pattern.DOTALL);
        var found = new ArrayList<String>();
        for (var migration : migrations()) {
            var sql = COMMENT.matcher(migration.getContentAsString(StandardCharsets.UTF_8))
                    .replaceAll("");
            Arrays.stream(sql.split(";", -1))
                    .map(String::strip)
                    .filter(it -> about.matcher(it).matches())
                    .forEach(it -> {
                        if (it.regionMatches(true, 0, "DROP", 0, 4)) {
                            found.clear();
                        } else {
                            found.add(it);
                        }
                    });
        }
        if (found.isEmpty()) {
            throw new IllegalStateException("no migration makes the table " + table);
        }
        return found;
    }

    private static List<Resource> migrations() throws IOException {
        return Stream.of(new PathMatchingResourcePatternResolver().getResources(MIGRATIONS))
                .sorted(Comparator.comparingInt(ViewTables::version))
                .toList();
    }

    private static int version(Resource migration) {
        var name = VERSION.matcher(Objects.requireNonNull(migration.getFilename()));
        if (!name.matches()) {
            throw new IllegalStateException("a migration without a version: " + migration);
        }
        return Integer.parseInt(name.group(1));
    }
}
