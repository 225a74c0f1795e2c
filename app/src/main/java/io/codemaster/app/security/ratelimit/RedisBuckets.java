package io.codemaster.app.security.ratelimit;

import java.time.Clock;
import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.BucketExceptions.BucketExecutionException;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;

/**
 * What callers of all processes have used. While Redis is away each process counts by itself: limits are then a little
 * wider, and nobody is turned away for it.
 */
class RedisBuckets implements RequestBuckets, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RedisBuckets.class);

    private static final String PREFIX = "codemaster:rate:";

    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final RequestBuckets meanwhile;

    private final RedisClient client;

    private final Duration period;

    private final Duration patience;

    private final Clock clock;

    private @Nullable ProxyManager<String> shared;

    private long notBefore;

    /**
     * Begins without asking whether Redis is there.
     *
     * @param period after which a bucket is full again and need not be kept
     * @param patience a request waits no longer for its counter
     * @param meanwhile counts while Redis does not
     */
    RedisBuckets(String url, Duration period, Duration patience, RequestBuckets meanwhile, Clock clock) {
        this.meanwhile = meanwhile;
        this.period = period;
        this.patience = patience;
        this.clock = clock;
        var address = RedisURI.create(url);
        address.setTimeout(patience);
        this.client = RedisClient.create(address);
        client.setOptions(ClientOptions.builder()
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .socketOptions(SocketOptions.builder().connectTimeout(patience).build())
                .build());
    }

    @Override
    public ConsumptionProbe take(String key, BucketConfiguration configuration) {
        try {
            var buckets = connected();
            if (buckets != null) {
                return buckets.builder()
                        .build(PREFIX + key, () -> configuration)
                        .tryConsumeAndReturnRemaining(1);
            }
        } catch (RedisException | BucketExecutionException away) {
            pause(away);
        }
        return meanwhile.take(key, configuration);
    }

    /** Null while Redis is left alone after a failure. */
    private synchronized @Nullable ProxyManager<String> connected() {
        if (clock.millis() < notBefore) {
            return null;
        }
        var known = shared;
        if (known == null) {
            var connection = client.connect(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE));
            known = Bucket4jLettuce.casBasedBuilder(connection)
                    .requestTimeout(patience)
                    .expirationAfterWrite(ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(period))
                    .build();
            shared = known;
        }
        return known;
    }

    private synchronized void pause(RuntimeException failure) {
        notBefore = clock.millis() + PAUSE.toMillis();
        LOG.warn("Redis does not count requests; this process does so by itself meanwhile: {}", failure.toString());
    }

    @Override
    public void close() {
        client.shutdown();
    }
}
