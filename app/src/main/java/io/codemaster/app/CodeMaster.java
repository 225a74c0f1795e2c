package io.codemaster.app;

import java.util.List;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

import io.codemaster.app.record.RecordVerificationProgram;
import io.codemaster.app.store.KeyRotationProgram;
import io.codemaster.app.store.backup.BackupProgram;
import io.codemaster.app.store.backup.RestoreProgram;
import io.codemaster.app.store.move.MoveStoreProgram;

/** The one process: every side that {@code codemaster.roles} names, all of them by default. */
@SpringBootApplication(scanBasePackages = "io.codemaster")
@ConfigurationPropertiesScan("io.codemaster")
public class CodeMaster {

    /** Starts the product, or does the one thing that the arguments name; the others are Spring Boot's. */
    public static void main(String[] args) {
        if (List.of(args).contains(KeyRotationProgram.WORD)) {
            System.exit(KeyRotationProgram.run(args));
        }
        if (List.of(args).contains(MoveStoreProgram.WORD)) {
            System.exit(MoveStoreProgram.run(args));
        }
        if (List.of(args).contains(BackupProgram.WORD)) {
            System.exit(BackupProgram.run(args));
        }
        if (List.of(args).contains(RestoreProgram.WORD)) {
            System.exit(RestoreProgram.run(args));
        }
        if (List.of(args).contains(RecordVerificationProgram.WORD)) {
            System.exit(RecordVerificationProgram.run(args));
        }
        SpringApplication.run(CodeMaster.class, args);
    }
}
