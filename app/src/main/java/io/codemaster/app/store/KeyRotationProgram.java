package io.codemaster.app.store;

import java.util.concurrent.atomic.AtomicBoolean;

import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;

import io.codemaster.app.store.database.DatabaseConfiguration;
import io.codemaster.app.web.start.ConsoleNotice;

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
        try (var context = new SpringApplicationBuilder(Parts.class)
                .web(WebApplicationType.NONE)
                .properties("spring.datasource.hikari.minimum-idle=1", "spring.datasource.hikari.maximum-pool-size=2")
                .logStartupInfo(false)
                .run(arguments)) {
            return context.getBean(Outcome.class).done().get() ? 0 : 1;
        }
    }

    private record Outcome(AtomicBoolean done) {}

    @ImportAutoConfiguration({DataSourceAutoConfiguration.class, JdbcTemplateAutoConfiguration.class})
    @EnableConfigurationProperties({EncryptionProperties.class, DataDirectoryProperties.class})
    @Import({ConsoleNotice.class, DatabaseConfiguration.class})
    private static final class Parts {

        @Bean
        Outcome outcome() {
            return new Outcome(new AtomicBoolean());
        }

        /** As a runner, so that a failure is said in the words of a failed start. */
        @Bean
        ApplicationRunner rotation(
                EncryptionProperties properties,
                DataDirectoryProperties data,
                JdbcTemplate jdbc,
                ConsoleNotice console,
                Outcome outcome) {
            return arguments -> outcome.done().set(new KeyRotation(properties, data, jdbc).run(console::show));
        }
    }
}
