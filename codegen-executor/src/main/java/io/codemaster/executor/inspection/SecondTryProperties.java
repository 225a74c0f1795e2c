package io.codemaster.executor.inspection;

import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * When a failed attempt is tried again without being asked, the same as in a generation.
 *
 * @param retries how often, 0 or 1
 * @param retryPause how long to wait before, unless the failure says when it passes
 */
@Validated
@ConfigurationProperties("codemaster.codegen")
record SecondTryProperties(
        @DefaultValue("1") @Min(0) @Max(1) int retries,
        @DefaultValue("15s") Duration retryPause) {}
