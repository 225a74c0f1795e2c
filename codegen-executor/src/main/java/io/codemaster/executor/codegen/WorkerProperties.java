package io.codemaster.executor.codegen;

import java.nio.file.Path;
import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How much a worker does at once.
 *
 * @param maxWorkers agents at once
 * @param maxQueued attempts that may wait; beyond that a request is refused
 * @param workDir mirrors and run directories
 * @param shutdownGrace how long running agents may go on when the product is stopped
 * @param lease where several workers share the queue: how long the others wait for a sign of life of a worker before they
 *     take over its runs
 */
@Validated
@ConfigurationProperties("codemaster.codegen")
record WorkerProperties(
        @DefaultValue("3") @Min(1) @Max(64) int maxWorkers,
        @DefaultValue("100") @Min(1) int maxQueued,
        @DefaultValue("./data/work") Path workDir,
        @DefaultValue("30s") Duration shutdownGrace,
        @DefaultValue("45s") Duration lease) {

    private static final Duration SHORTEST_LEASE = Duration.ofSeconds(5);

    WorkerProperties {
        if (lease.compareTo(SHORTEST_LEASE) < 0) {
            throw new IllegalArgumentException("codemaster.codegen.lease = \"" + lease.toSeconds()
                    + "s\" is shorter than 5 seconds; for instance codemaster.codegen.lease=45s.");
        }
    }
}
