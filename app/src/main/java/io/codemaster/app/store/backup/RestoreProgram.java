package io.codemaster.app.store.backup;

import java.nio.file.Path;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

import io.codemaster.app.store.DataDirectoryProperties;
import io.codemaster.app.store.database.DatabaseProperties;
import io.codemaster.app.web.start.ConsoleNotice;
import io.codemaster.app.web.start.OneTask;

/** {@code ./codemaster restore --from FILE}: a data directory out of a backup. */
public final class RestoreProgram {

    /** The word on the command line that asks for it. */
    public static final String WORD = "restore";

    private RestoreProgram() {}

    /** Runs it with the product's own arguments and {@code --from=FILE}; the exit code. */
    public static int run(String[] arguments) {
        return OneTask.run(Parts.class, arguments);
    }

    @EnableConfigurationProperties({DatabaseProperties.class, DataDirectoryProperties.class})
    private static final class Parts {

        @Bean
        OneTask restore(DatabaseProperties database, DataDirectoryProperties data, ConsoleNotice console) {
            return arguments -> {
                try {
                    new StoreRestore(database, data.dataDir(), console::show).run(file(arguments));
                    return true;
                } catch (BackupRefusedException refused) {
                    console.show(String.valueOf(refused.getMessage()));
                    return false;
                }
            };
        }

        private static Path file(ApplicationArguments arguments) {
            return OneTask.file(arguments, "from")
                    .orElseThrow(() -> new BackupRefusedException("Name the backup: --from FILE"));
        }
    }
}
