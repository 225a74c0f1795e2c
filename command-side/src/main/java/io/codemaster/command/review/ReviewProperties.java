package io.codemaster.command.review;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How changes are reviewed.
 *
 * @param automatic whether the second agent reviews every delivered change without being asked
 */
@Validated
@ConfigurationProperties("codemaster.review")
record ReviewProperties(@DefaultValue("true") boolean automatic) {}
