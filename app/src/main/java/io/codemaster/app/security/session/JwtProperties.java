package io.codemaster.app.security.session;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import io.codemaster.app.web.start.InvalidConfigurationException;

/**
 * How sessions are signed: by one secret, or by a list of keys that can be rotated. Without either the product makes a
 * secret at the first start.
 *
 * @param secret at least 32 bytes; null when keys are listed, or to have one made
 * @param keys the first signs, all verify
 * @param lifetime how long a session lasts
 */
@ConfigurationProperties("codemaster.auth.jwt")
record JwtProperties(
        @Nullable String secret,
        @DefaultValue List<Key> keys,
        @DefaultValue("72h") Duration lifetime) {

    private static final int LEAST_BYTES = 32;

    private static final String KEYS = "codemaster.auth.jwt.keys";

    JwtProperties {
        secret = secret == null || secret.isBlank() ? null : secret;
        if (secret != null) {
            check("codemaster.auth.jwt.secret", secret);
        }
        if (secret != null && !keys.isEmpty()) {
            throw new InvalidConfigurationException(
                    KEYS,
                    "and codemaster.auth.jwt.secret are both set; make the secret one of the keys",
                    KEYS + "[0].id=k2 and the old secret as " + KEYS + "[1].secret");
        }
        var ids = new HashSet<String>();
        for (int i = 0; i < keys.size(); i++) {
            var key = keys.get(i);
            var place = KEYS + "[" + i + "]";
            if (key.id() == null || !key.id().matches("[A-Za-z0-9._-]{1,64}")) {
                throw new InvalidConfigurationException(
                        place + ".id", "must have 1 to 64 letters, digits, dots and dashes", place + ".id=2027-01");
            }
            if (!ids.add(key.id())) {
                throw new InvalidConfigurationException(
                        place + ".id", "= \"" + key.id() + "\" is there twice", place + ".id=2027-01");
            }
            check(place + ".secret", key.secret());
        }
        if (lifetime.isNegative() || lifetime.isZero()) {
            throw new InvalidConfigurationException(
                    "codemaster.auth.jwt.lifetime", "must be longer than nothing", "codemaster.auth.jwt.lifetime=72h");
        }
    }

    /**
     * One key.
     *
     * @param id names it in the sessions that it signs
     * @param secret at least 32 bytes
     */
    record Key(@Nullable String id, @Nullable String secret) {

        @Override
        public String toString() {
            return "Key[" + id + "]";
        }
    }

    private static void check(String key, @Nullable String secret) {
        if (secret == null || secret.getBytes(StandardCharsets.UTF_8).length < LEAST_BYTES) {
            throw new InvalidConfigurationException(
                    key, "is shorter than 32 bytes", "the output of \"openssl rand -base64 48\"");
        }
    }

    @Override
    public String toString() {
        return "JwtProperties[lifetime=" + lifetime + "]";
    }
}
