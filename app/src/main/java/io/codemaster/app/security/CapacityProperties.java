package io.codemaster.app.security;

import jakarta.validation.constraints.Min;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How much is done at once.
 *
 * @param maxWorkers agents at the same time
 */
@Validated
@ConfigurationProperties("codemaster.codegen")
public record CapacityProperties(@DefaultValue("3") @Min(1) int maxWorkers) {}
