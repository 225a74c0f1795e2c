package io.codemaster.app.security.signin;

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
        if (adminPassword != null && !NewPassword.isFit(adminPassword)) {
            throw new InvalidConfigurationException(
                    "codemaster.bootstrap.admin-password",
                    "must have 8 to 72 characters, and 72 bytes at most",
                    "a sentence of four words that only you know");
        }
    }

    @Override
    public String toString() {
        return "BootstrapProperties[" + adminEmail + "]";
    }
}
