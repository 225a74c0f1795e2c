package io.codemaster.app.record;

import java.nio.file.Path;
import java.time.Clock;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.JdbcTemplate;

import io.codemaster.app.record.verify.Verify;
import io.codemaster.app.roles.AxonServerProperties;
import io.codemaster.app.store.DataDirectoryProperties;
import io.codemaster.app.store.database.DatabaseConfiguration;
import io.codemaster.app.store.event.EventLog;
import io.codemaster.app.store.event.EventServer;
import io.codemaster.app.store.event.EventServerException;
import io.codemaster.app.store.event.TableEventLog;
import io.codemaster.app.web.start.ConsoleNotice;
import io.codemaster.app.web.start.OneTask;

/** {@code ./codemaster verify}: the events, the database and the checkpoints, and nothing else of the product. It changes nothing. */
public final class RecordVerificationProgram {

    /** The word on the command line that asks for it. */
    public static final String WORD = "verify";

    /** Names an exported bundle, which is checked in the place of the record. */
    private static final String EVIDENCE = "--evidence=";

    private static final int REPORT_EVERY = 100_000;

    private RecordVerificationProgram() {}

    /** Runs it with the product's own arguments; the exit code: 0 where the record is intact. */
    public static int run(String[] arguments) {
        for (var argument : arguments) {
            if (argument.startsWith(EVIDENCE)) {
                return Verify.run(Path.of(argument.substring(EVIDENCE.length())));
            }
        }
        return OneTask.run(Parts.class, arguments);
    }

    @ImportAutoConfiguration({DataSourceAutoConfiguration.class, JdbcTemplateAutoConfiguration.class})
    @EnableConfigurationProperties(DataDirectoryProperties.class)
    @Import(DatabaseConfiguration.class)
    private static final class Parts {

        @Bean
        OneTask verification(
                DataDirectoryProperties data, JdbcTemplate jdbc, Environment environment, ConsoleNotice console) {
            return arguments -> {
                try {
                    var file = new CheckpointFile(data.dataDir());
                    var given = Binder.get(environment)
                            .bindOrCreate(AxonServerProperties.PREFIX, AxonServerProperties.class);
                    if (!given.isGiven()) {
                        return verify(new TableEventLog(jdbc), jdbc, file, console);
                    }
                    try (var server = EventServer.connect(given)) {
                        return verify(server.log(jdbc), jdbc, file, console);
                    }
                } catch (EventServerException away) {
                    console.show(away.getMessage() + ". The record was not verified.");
                    return false;
                } catch (BadSqlGrammarException noChain) {
                    console.show(
                            "There is no chain in this database. Start this version of the product on it once, then verify.");
                    return false;
                }
            };
        }

        private static boolean verify(EventLog events, JdbcTemplate jdbc, CheckpointFile file, ConsoleNotice console) {
            var verdict = new RecordVerification(events, jdbc, file, Clock.systemUTC()).run(done -> {
                if (done % REPORT_EVERY == 0) {
                    console.show("%,d events verified".formatted(done));
                }
            });
            say(verdict, file, console);
            return verdict.intact();
        }

        private static void say(RecordVerdict verdict, CheckpointFile file, ConsoleNotice console) {
            var fault = verdict.fault();
            if (fault != null) {
                console.show("The record is BROKEN at entry %,d (%s): %s"
                        .formatted(fault.sequence(), fault.kind(), fault.message()));
                return;
            }
            console.show("The record is intact: %,d events, %,d signed checkpoints, head %s."
                    .formatted(verdict.entries(), verdict.checkpoints(), verdict.head()));
            if (verdict.pending() > 0) {
                console.show("%,d events are not linked yet; the next start links them.".formatted(verdict.pending()));
            }
            verdict.keys().forEach(key -> console.show("Signed by " + key));
            console.show("Checkpoints are kept in " + file.path() + "; keep copies of them on another machine.");
        }
    }
}
