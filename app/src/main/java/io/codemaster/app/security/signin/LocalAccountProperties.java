package io.codemaster.app.security.signin;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Accounts with a password.
 *
 * @param enabled whether one can sign in by them
 */
@ConfigurationProperties("codemaster.auth.local")
record LocalAccountProperties(@DefaultValue("true") boolean enabled) {}
