package io.codemaster.app.security.signin;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

import io.codemaster.app.web.start.InvalidConfigurationException;

/**
 * The first administrator.
 *
 * @param adminEmail null for the default address
 * @param adminPassword null to have one made and printed once
 */
@ConfigurationProperties("codemaster.bootstrap")
record BootstrapProperties(
        @Nullable String adminEmail, @Nullable String adminPassword) {

    private static final int SHORTEST = 8;

    /** What bcrypt can take in. */
    private static final int LONGEST_BYTES = 72;

    BootstrapProperties {
        adminEmail = adminEmail == null || adminEmail.isBlank()
                ? null
                : adminEmail.strip().toLowerCase(Locale.ROOT);
        adminPassword = adminPassword == null || adminPassword.isEmpty() ? null : adminPassword;
        if (adminEmail != null && !adminEmail.matches("[A-Za-z0-9._+-]+@[A-Za-z0-9.-]+")) {
            throw new InvalidConfigurationException(
                    "codemaster.bootstrap.admin-email",
                    "= \"" + adminEmail + "\" is no e-mail address",
                    "codemaster.bootstrap.admin-email=admin@example.com");
        }
        if (adminPassword != null
                && (adminPassword.length() < SHORTEST
                        || adminPassword.getBytes(StandardCharsets.UTF_8).length > LONGEST_BYTES)) {
            throw new InvalidConfigurationException(
                    "codemaster.bootstrap.admin-password",
                    "must have 8 to 72 characters",
                    "a sentence of four words that only you know");
        }
    }

    @Override
    public String toString() {
        return "BootstrapProperties[" + adminEmail + "]";
    }
}
