package io.codemaster.app.store.backup;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

import io.codemaster.app.store.DataDirectoryProperties;
import io.codemaster.app.store.database.DatabaseProperties;
import io.codemaster.app.web.start.ConsoleNotice;
import io.codemaster.app.web.start.OneTask;

/** {@code ./codemaster backup --to FILE}: the embedded store as one file, beside a running product or without one. */
public final class BackupProgram {

    /** The word on the command line that asks for it. */
    public static final String WORD = "backup";

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private BackupProgram() {}

    /** Runs it with the product's own arguments and {@code --to=FILE}; the exit code. */
    public static int run(String[] arguments) {
        return OneTask.run(Parts.class, arguments);
    }

    @EnableConfigurationProperties({DatabaseProperties.class, DataDirectoryProperties.class})
    private static final class Parts {

        @Bean
        OneTask backup(DatabaseProperties database, DataDirectoryProperties data, ConsoleNotice console) {
            return arguments -> {
                try {
                    new StoreBackup(database, data.dataDir(), Clock.systemUTC(), PATIENCE, console::show)
                            .run(file(arguments));
                    return true;
                } catch (BackupRefusedException refused) {
                    console.show(String.valueOf(refused.getMessage()));
                    return false;
                }
            };
        }

        private static Path file(ApplicationArguments arguments) {
            return OneTask.file(arguments, "to")
                    .orElseThrow(() -> new BackupRefusedException("Name the file that the backup becomes: --to FILE"));
        }
    }
}
