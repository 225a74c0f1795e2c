package io.codemaster.app.security;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whether to demonstrate.
 *
 * @param demo {@code auto} demonstrates when no access to a model is configured; {@code on}; {@code off}
 */
@ConfigurationProperties("codemaster")
record DemoProperties(@DefaultValue("auto") String demo) {}
