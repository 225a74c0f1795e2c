package io.codemaster.app.security.ratelimit;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

import io.codemaster.app.web.start.InvalidConfigurationException;

/**
 * Where several processes share what is not worth a database.
 *
 * @param url for instance redis://localhost:6379; null keeps everything in the process
 */
@ConfigurationProperties("codemaster.redis")
record RedisProperties(@Nullable String url) {

    RedisProperties {
        url = url == null || url.isBlank() ? null : url.strip();
        if (url != null && !url.matches("rediss?://\\S+")) {
            throw new InvalidConfigurationException(
                    "codemaster.redis.url", "is no address of a Redis", "codemaster.redis.url=redis://localhost:6379");
        }
    }

    @Override
    public String toString() {
        return "RedisProperties[" + (url == null ? "none" : "configured") + "]";
    }
}
