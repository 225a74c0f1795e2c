package io.codemaster.app.store.backup;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

import io.codemaster.app.store.DataDirectoryProperties;
import io.codemaster.app.store.database.DatabaseProperties;
import io.codemaster.app.web.start.ConsoleNotice;

/** {@code ./codemaster backup --to FILE}: the embedded store as one file, beside a running product or without one. */
public final class BackupProgram {

    /** The word on the command line that asks for it. */
    public static final String WORD = "backup";

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private BackupProgram() {}

    /** Runs it with the product's own arguments and {@code --to=FILE}; the exit code. */
    public static int run(String[] arguments) {
        try (var context = new SpringApplicationBuilder(Parts.class)
                .web(WebApplicationType.NONE)
                .logStartupInfo(false)
                .run(arguments)) {
            return context.getBean(Outcome.class).done().get() ? 0 : 1;
        }
    }

    private record Outcome(AtomicBoolean done) {}

    @EnableConfigurationProperties({DatabaseProperties.class, DataDirectoryProperties.class})
    @Import(ConsoleNotice.class)
    private static final class Parts {

        @Bean
        Outcome outcome() {
            return new Outcome(new AtomicBoolean());
        }

        /** As a runner, so that a wrong setting is said in the words of a failed start. */
        @Bean
        ApplicationRunner backup(
                DatabaseProperties database, DataDirectoryProperties data, ConsoleNotice console, Outcome outcome) {
            return arguments -> {
                try {
                    new StoreBackup(database, data.dataDir(), Clock.systemUTC(), PATIENCE, console::show)
                            .run(file(arguments));
                    outcome.done().set(true);
                } catch (BackupRefusedException refused) {
                    console.show(String.valueOf(refused.getMessage()));
                }
            };
        }

        private static Path file(ApplicationArguments arguments) {
            var values = arguments.getOptionValues("to");
            if (values == null || values.size() != 1 || values.get(0).isBlank()) {
                throw new BackupRefusedException("Name the file that the backup becomes: --to FILE");
            }
            return Path.of(values.get(0));
        }
    }
}
