package io.codemaster.app.store;

import java.nio.file.Path;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the product keeps what it owns.
 *
 * @param dataDir database, secrets and work directories unless they are configured elsewhere
 */
@ConfigurationProperties("codemaster")
public record DataDirectoryProperties(
        @DefaultValue("./data") Path dataDir) {

    public DataDirectoryProperties {
        dataDir = dataDir.toAbsolutePath().normalize();
    }
}
