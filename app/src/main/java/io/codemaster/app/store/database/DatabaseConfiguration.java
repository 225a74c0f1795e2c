package io.codemaster.app.store.database;

import java.sql.DatabaseMetaData;
import java.util.Locale;
import javax.sql.DataSource;

import org.hibernate.cfg.AvailableSettings;
import org.hibernate.dialect.MariaDBDialect;
import org.hibernate.dialect.MySQLDialect;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.jdbc.support.MetaDataAccessException;

/** Connects to the configured database, and lets nothing begin on one that would lose or mistake something. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DatabaseProperties.class)
public class DatabaseConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseConfiguration.class);

    @Bean
    JdbcConnectionDetails databaseConnectionDetails(DatabaseProperties properties) {
        var url = properties.address().url();
        return new JdbcConnectionDetails() {

            @Override
            public String getJdbcUrl() {
                return url;
            }

            @Override
            public String getUsername() {
                return properties.user();
            }

            @Override
            public String getPassword() {
                return properties.password();
            }
        };
    }

    @Bean
    FlywayMigrationStrategy migrationOfAFitDatabase(DataSource dataSource, DatabaseProperties properties) {
        return flyway -> {
            var checks = new DatabaseChecks(dataSource, properties);
            checks.run(LOG::warn);
            flyway.migrate();
            checks.afterMigration();
        };
    }

    /** MySQL's driver calls every server MySQL, and what Hibernate then assumes does not hold for MariaDB. */
    @Bean
    HibernatePropertiesCustomizer dialectOfTheServer(DataSource dataSource, DatabaseProperties database) {
        return properties -> {
            if (!database.address().isEmbedded()) {
                var dialect = isMariaDb(dataSource) ? MariaDBDialect.class : MySQLDialect.class;
                properties.putIfAbsent(AvailableSettings.DIALECT, dialect.getName());
            }
        };
    }

    private static boolean isMariaDb(DataSource dataSource) {
        try {
            var version = JdbcUtils.extractDatabaseMetaData(dataSource, DatabaseMetaData::getDatabaseProductVersion);
            return version.toLowerCase(Locale.ROOT).contains("mariadb");
        } catch (MetaDataAccessException e) {
            throw new IllegalStateException("the database does not say what it is", e);
        }
    }
}
