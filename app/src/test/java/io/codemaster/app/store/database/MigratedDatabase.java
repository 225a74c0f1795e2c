package io.codemaster.app.store.database;

import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcConnectionPool;

/** A database in memory with the product's tables, for what needs nothing else of the product. */
public final class MigratedDatabase {

    private MigratedDatabase() {}

    /** Opens the one of that name; it is empty, and stays until the process ends or its objects are dropped. */
    public static JdbcConnectionPool open(String name) {
        var pool = JdbcConnectionPool.create(
                "jdbc:h2:mem:" + name
                        + ";MODE=MySQL;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE;DB_CLOSE_DELAY=-1",
                "sa",
                "");
        Flyway.configure()
                .dataSource(pool)
                .locations("classpath:db/migration")
                .load()
                .migrate();
        return pool;
    }
}
