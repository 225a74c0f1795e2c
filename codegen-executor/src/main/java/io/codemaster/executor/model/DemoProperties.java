package io.codemaster.executor.model;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whether the scripted demo model answers.
 *
 * @param demo {@code auto}: where no real model is configured
 * @param demoScenarios a directory with more scenarios, null for none
 */
@ConfigurationProperties("codemaster")
record DemoProperties(
        @DefaultValue("auto") Mode demo, @Nullable Path demoScenarios) {

    enum Mode {
        AUTO,
        ON,
        OFF
    }
}
