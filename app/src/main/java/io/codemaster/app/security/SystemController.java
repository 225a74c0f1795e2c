package io.codemaster.app.security;

import java.io.IOException;
import java.util.Properties;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

@RestController
@Tag(name = "System")
class SystemController {

    private static final String BUILD = "/META-INF/maven/io.codemaster/app/pom.properties";

    private final DemoMode demo;

    private final CapacityProperties capacity;

    private final ObjectProvider<SystemFacts> facts;

    private final String version = version();

    SystemController(DemoMode demo, CapacityProperties capacity, ObjectProvider<SystemFacts> facts) {
        this.demo = demo;
        this.capacity = capacity;
        this.facts = facts;
    }

    @GetMapping("/api/v1/system")
    @Operation(summary = "What runs here")
    SystemDetails readSystem() {
        var known = facts.getIfAvailable();
        return new SystemDetails(
                version,
                demo.on() ? Mode.DEMO : Mode.REAL,
                capacity.maxWorkers(),
                known == null ? null : known.cliVersion().orElse(null));
    }

    private static String version() {
        try (var build = SystemController.class.getResourceAsStream(BUILD)) {
            if (build == null) {
                return "development";
            }
            var properties = new Properties();
            properties.load(build);
            return properties.getProperty("version", "development");
        } catch (IOException e) {
            return "development";
        }
    }

    /** Who answers the agent. */
    enum Mode {
        DEMO,
        REAL
    }

    /**
     * The product as it runs.
     *
     * @param maxWorkers agents at the same time
     * @param cliVersion null while nobody knows
     */
    record SystemDetails(
            String version,
            Mode mode,
            int maxWorkers,
            @Nullable String cliVersion) {}
}
