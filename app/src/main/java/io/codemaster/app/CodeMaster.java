package io.codemaster.app;

import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

import io.codemaster.app.record.RecordVerificationProgram;
import io.codemaster.app.store.KeyRotationProgram;
import io.codemaster.app.store.backup.BackupProgram;
import io.codemaster.app.store.backup.RestoreProgram;
import io.codemaster.app.store.move.MoveStoreProgram;
import io.codemaster.app.store.rebuild.RebuildProgram;

/** The one process: every side that {@code codemaster.roles} names, all of them by default. */
@SpringBootApplication(scanBasePackages = "io.codemaster")
@ConfigurationPropertiesScan("io.codemaster")
public class CodeMaster {

    /** What does one thing and ends, by the word that asks for it. */
    private static final Map<String, ToIntFunction<String[]>> PROGRAMS = Map.of(
            KeyRotationProgram.WORD, KeyRotationProgram::run,
            RebuildProgram.WORD, RebuildProgram::run,
            MoveStoreProgram.WORD, MoveStoreProgram::run,
            BackupProgram.WORD, BackupProgram::run,
            RestoreProgram.WORD, RestoreProgram::run,
            RecordVerificationProgram.WORD, RecordVerificationProgram::run);

    /** Starts the product, or does the one thing that the arguments name; the others are Spring Boot's. */
    public static void main(String[] args) {
        for (var program : PROGRAMS.entrySet()) {
            if (List.of(args).contains(program.getKey())) {
                System.exit(program.getValue().applyAsInt(args));
            }
        }
        SpringApplication.run(CodeMaster.class, args);
    }
}
