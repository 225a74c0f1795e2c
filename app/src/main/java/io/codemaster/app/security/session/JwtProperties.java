package io.codemaster.app.security.session;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import io.codemaster.app.web.start.InvalidConfigurationException;

/**
 * How sessions are signed.
 *
 * @param secret at least 32 bytes; null lets the product make one at the first start
 * @param previousSecrets no longer sign, still verify; for changing the secret without signing everybody out
 * @param lifetime how long a session lasts
 */
@ConfigurationProperties("codemaster.auth.jwt")
record JwtProperties(
        @Nullable String secret,
        @DefaultValue List<String> previousSecrets,
        @DefaultValue("72h") Duration lifetime) {

    private static final int LEAST_BYTES = 32;

    JwtProperties {
        secret = secret == null || secret.isBlank() ? null : secret;
        if (secret != null) {
            check("codemaster.auth.jwt.secret", secret);
        }
        for (int i = 0; i < previousSecrets.size(); i++) {
            check("codemaster.auth.jwt.previous-secrets[" + i + "]", previousSecrets.get(i));
        }
        if (lifetime.isNegative() || lifetime.isZero()) {
            throw new InvalidConfigurationException(
                    "codemaster.auth.jwt.lifetime", "must be longer than nothing", "codemaster.auth.jwt.lifetime=72h");
        }
    }

    private static void check(String key, String secret) {
        if (secret.getBytes(StandardCharsets.UTF_8).length < LEAST_BYTES) {
            throw new InvalidConfigurationException(
                    key, "is shorter than 32 bytes", "the output of \"openssl rand -base64 48\"");
        }
    }

    @Override
    public String toString() {
        return "JwtProperties[lifetime=" + lifetime + "]";
    }
}
