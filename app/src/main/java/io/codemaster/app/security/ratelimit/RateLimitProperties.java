package io.codemaster.app.security.ratelimit;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import io.codemaster.app.web.start.InvalidConfigurationException;

/**
 * How many requests one caller may send. Somebody who watches runs all day stays far below the defaults.
 *
 * @param enabled false where something in front of the product does this
 * @param period in which a caller may send so many; what was used comes back evenly
 * @param user requests of one user in person
 * @param token requests with one personal access token
 * @param address requests of one address by nobody who is known
 */
@ConfigurationProperties("codemaster.rate-limit")
record RateLimitProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("1m") Duration period,
        @DefaultValue("6000") long user,
        @DefaultValue("6000") long token,
        @DefaultValue("3000") long address) {

    RateLimitProperties {
        if (period.toSeconds() < 1) {
            throw new InvalidConfigurationException(
                    "codemaster.rate-limit.period", "must be a second or longer", "codemaster.rate-limit.period=1m");
        }
        check("user", user);
        check("token", token);
        check("address", address);
    }

    private static void check(String name, long requests) {
        if (requests < 1) {
            throw new InvalidConfigurationException(
                    "codemaster.rate-limit." + name,
                    "= " + requests + " lets nobody in",
                    "codemaster.rate-limit.enabled=false to have no limits");
        }
    }
}
