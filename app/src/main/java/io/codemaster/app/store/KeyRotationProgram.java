package io.codemaster.app.store;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;

import io.codemaster.app.store.database.DatabaseConfiguration;
import io.codemaster.app.web.start.ConsoleNotice;
import io.codemaster.app.web.start.OneTask;

/**
 * {@code ./codemaster rotate-keys}: the database and the keys, and nothing else of the product. It runs while the product
 * does not: the embedded database has one user at a time, and a running product would go on with the keys it has read.
 */
public final class KeyRotationProgram {

    /** The word on the command line that asks for it. */
    public static final String WORD = "rotate-keys";

    private KeyRotationProgram() {}

    /** Runs it with the product's own arguments; the exit code. */
    public static int run(String[] arguments) {
        return OneTask.run(Parts.class, arguments);
    }

    @ImportAutoConfiguration({DataSourceAutoConfiguration.class, JdbcTemplateAutoConfiguration.class})
    @EnableConfigurationProperties({EncryptionProperties.class, DataDirectoryProperties.class})
    @Import(DatabaseConfiguration.class)
    private static final class Parts {

        @Bean
        OneTask rotation(
                EncryptionProperties properties,
                DataDirectoryProperties data,
                JdbcTemplate jdbc,
                ConsoleNotice console) {
            return arguments -> new KeyRotation(properties, data, jdbc).run(console::show);
        }
    }
}
