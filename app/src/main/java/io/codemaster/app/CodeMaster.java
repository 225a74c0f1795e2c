package io.codemaster.app;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The one process: every side that {@code codemaster.roles} names, all of them by default. */
@SpringBootApplication(scanBasePackages = "io.codemaster")
@ConfigurationPropertiesScan("io.codemaster")
public class CodeMaster {

    /** Starts the product; the arguments are Spring Boot's. */
    public static void main(String[] args) {
        SpringApplication.run(CodeMaster.class, args);
    }
}
