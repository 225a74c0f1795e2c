package io.codemaster.app.telemetry;

import java.util.Map;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** Has lines written as JSON where that is wanted, before the first one is written. */
class LogFormat implements EnvironmentPostProcessor {

    private static final String KEY = "codemaster.logging.format";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if ("json".equalsIgnoreCase(environment.getProperty(KEY, "").strip())) {
            environment
                    .getPropertySources()
                    .addLast(new MapPropertySource(
                            "codemaster-logging",
                            Map.of(
                                    "logging.structured.format.console",
                                    "ecs",
                                    "logging.structured.format.file",
                                    "ecs",
                                    "logging.structured.json.rename.traceId",
                                    "trace.id",
                                    "logging.structured.json.rename.spanId",
                                    "span.id")));
        }
    }
}
