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
 */
@Validated
@ConfigurationProperties("codemaster.codegen")
record WorkerProperties(
        @DefaultValue("3") @Min(1) @Max(64) int maxWorkers,
        @DefaultValue("100") @Min(1) int maxQueued,
        @DefaultValue("./data/work") Path workDir,
        @DefaultValue("30s") Duration shutdownGrace) {}
