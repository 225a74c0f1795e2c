package io.codemaster.executor.mergerequest;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import io.codemaster.executor.shared.RepositoryServers.Place;

/**
 * How the product talks to the platforms around git.
 *
 * @param apiUrls {@code host[:port]=address} for platforms whose interface is not where it usually is
 * @param apiTimeout how long one request may take
 */
@ConfigurationProperties("codemaster.git")
record PlatformProperties(
        @DefaultValue List<String> apiUrls,
        @DefaultValue("10s") Duration apiTimeout) {

    PlatformProperties {
        apiUrls = List.copyOf(apiUrls);
        if (apiTimeout.isZero() || apiTimeout.isNegative()) {
            throw new IllegalArgumentException(
                    "codemaster.git.api-timeout must be longer than nothing, for example 10s");
        }
        for (var entry : apiUrls) {
            if (!entry.matches("[^=/\\s]+=https?://[^\\s?#@]+")) {
                throw new IllegalArgumentException("codemaster.git.api-urls has an entry that is not"
                        + " host[:port]=address, for example git.example.com=https://git.example.com/gitlab/api/v4");
            }
        }
    }

    /** What is configured for a repository's server, without a slash at the end. */
    Optional<URI> apiUrl(Place place) {
        return apiUrls.stream()
                .map(it -> it.split("=", 2))
                .filter(it -> isOn(it[0].toLowerCase(Locale.ROOT), place))
                .map(it -> URI.create(it[1].replaceFirst("/+$", "")))
                .findFirst();
    }

    private static boolean isOn(String host, Place place) {
        return host.equals(place.host()) || host.equals(place.host() + ":" + place.port());
    }
}
