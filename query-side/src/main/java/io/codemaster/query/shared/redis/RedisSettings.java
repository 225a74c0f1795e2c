package io.codemaster.query.shared.redis;

import java.time.Duration;

/**
 * Where Redis is, and how patient to be with it.
 *
 * @param url for instance {@code redis://localhost:6379}; may hold a password
 * @param prefix stands before every key, so that several installations can share one Redis; may be empty
 * @param timeout how long an answer may take before Redis counts as away
 * @param pause how long Redis is left alone after a failure, and how often it is asked whether it is there
 * @param keep how long a stream of a run stays after its last event
 */
public record RedisSettings(String url, String prefix, Duration timeout, Duration pause, Duration keep) {

    @Override
    public String toString() {
        return "RedisSettings[timeout=%s, pause=%s, keep=%s]".formatted(timeout, pause, keep);
    }
}
