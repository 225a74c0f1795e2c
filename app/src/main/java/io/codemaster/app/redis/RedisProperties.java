package io.codemaster.app.redis;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import io.codemaster.app.web.start.InvalidConfigurationException;
import io.codemaster.query.shared.redis.RedisSettings;

/**
 * Where several processes share what is not worth a database.
 *
 * @param url for instance redis://localhost:6379; null keeps everything in the process
 * @param prefix stands before every key, where several installations share one Redis
 * @param timeout how long an answer may take before the process does without Redis
 * @param pause how long it is then left alone
 * @param keepStreams how long a run's stream stays after its last event
 */
@ConfigurationProperties("codemaster.redis")
record RedisProperties(
        @Nullable String url,
        @DefaultValue("") String prefix,
        @DefaultValue("250ms") Duration timeout,
        @DefaultValue("3s") Duration pause,
        @DefaultValue("24h") Duration keepStreams) {

    RedisProperties {
        url = url == null || url.isBlank() ? null : url.strip();
        if (url != null && !url.matches("rediss?://\\S+")) {
            throw new InvalidConfigurationException(
                    "codemaster.redis.url", "is no address of a Redis", "codemaster.redis.url=redis://localhost:6379");
        }
        check("timeout", timeout, Duration.ofMillis(10), Duration.ofSeconds(5), "250ms");
        check("pause", pause, Duration.ofMillis(100), Duration.ofMinutes(1), "3s");
        check("keep-streams", keepStreams, Duration.ofMinutes(1), Duration.ofDays(30), "24h");
    }

    private static void check(String name, Duration value, Duration least, Duration most, String example) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new InvalidConfigurationException(
                    "codemaster.redis." + name,
                    "= %d ms is not between %d ms and %d ms"
                            .formatted(value.toMillis(), least.toMillis(), most.toMillis()),
                    "codemaster.redis." + name + "=" + example);
        }
    }

    RedisSettings settings(String address) {
        return new RedisSettings(address, prefix, timeout, pause, keepStreams);
    }

    @Override
    public String toString() {
        return "RedisProperties[" + (url == null ? "none" : "configured") + "]";
    }
}
