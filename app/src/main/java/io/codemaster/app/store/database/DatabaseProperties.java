package io.codemaster.app.store.database;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import io.codemaster.app.web.start.InvalidConfigurationException;

/**
 * The database that everything is kept in.
 *
 * @param url {@code jdbc:h2:file:…} or {@code jdbc:mysql:…}; what it does not say is added
 * @param user who signs in to it
 * @param password empty for none
 * @param poolSize how many connections one process may have open at once
 */
@ConfigurationProperties("codemaster.database")
public record DatabaseProperties(
        @DefaultValue("") String url,
        @DefaultValue("codemaster") String user,
        @DefaultValue("") String password,
        @DefaultValue("40") int poolSize) {

    /** Commands, event processors and requests together; fewer would wait for each other. */
    private static final int SMALLEST_POOL = 24;

    public DatabaseProperties {
        if (poolSize < SMALLEST_POOL) {
            throw new InvalidConfigurationException(
                    "codemaster.database.pool-size",
                    "= \"%d\" is too few for what runs at once; it must be at least %d"
                            .formatted(poolSize, SMALLEST_POOL),
                    "codemaster.database.pool-size=40");
        }
    }

    /** The address as the driver is given it. */
    public DatabaseAddress address() {
        return DatabaseAddress.of(url);
    }

    @Override
    public String toString() {
        return "DatabaseProperties[" + (url.isEmpty() ? "" : address().shown()) + "]";
    }
}
