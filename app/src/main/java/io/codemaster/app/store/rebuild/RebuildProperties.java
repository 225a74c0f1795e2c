package io.codemaster.app.store.rebuild;

import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.Optional;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import io.codemaster.app.web.start.InvalidConfigurationException;

/**
 * When read models are compared with the events.
 *
 * @param checkAt a time of the day in the server's zone, {@code HH:mm}; empty for never
 */
@ConfigurationProperties("codemaster.rebuild")
record RebuildProperties(@DefaultValue("") String checkAt) {

    RebuildProperties {
        try {
            if (!checkAt.isBlank()) {
                LocalTime.parse(checkAt);
            }
        } catch (DateTimeException wrong) {
            throw new InvalidConfigurationException(
                    "codemaster.rebuild.check-at",
                    "= \"%s\" is no time of the day".formatted(checkAt),
                    "codemaster.rebuild.check-at=03:30");
        }
    }

    Optional<LocalTime> time() {
        return checkAt.isBlank() ? Optional.empty() : Optional.of(LocalTime.parse(checkAt));
    }
}
