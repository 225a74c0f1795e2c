package io.codemaster.app.security.ratelimit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.local.LocalBucketBuilder;

/** What callers of this process have used. A bucket that nobody asks for is full again, and so need not be kept. */
class InProcessBuckets implements RequestBuckets {

    private static final int MOST_CALLERS = 100_000;

    private final Cache<String, Bucket> buckets;

    private final TimeMeter time;

    InProcessBuckets(Clock clock, Duration period) {
        this.time = new ClockMeter(clock);
        this.buckets = Caffeine.newBuilder()
                .maximumSize(MOST_CALLERS)
                .expireAfterAccess(period)
                .ticker(time::currentTimeNanos)
                .build();
    }

    @Override
    public ConsumptionProbe take(String key, BucketConfiguration configuration) {
        return buckets.get(key, caller -> full(configuration)).tryConsumeAndReturnRemaining(1);
    }

    private Bucket full(BucketConfiguration configuration) {
        var bucket = new LocalBucketBuilder().withCustomTimePrecision(time);
        for (var limit : configuration.getBandwidths()) {
            bucket.addLimit(limit);
        }
        return bucket.build();
    }

    private record ClockMeter(Clock clock) implements TimeMeter {

        @Override
        public long currentTimeNanos() {
            return ChronoUnit.NANOS.between(Instant.EPOCH, clock.instant());
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}
