package io.codemaster.command.review;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What the house allows.
 *
 * @param fourEyes whether a change has to be approved by somebody other than who asked for it
 */
@Validated
@ConfigurationProperties("codemaster.policy")
public record PolicyProperties(@DefaultValue("false") boolean fourEyes) {}
