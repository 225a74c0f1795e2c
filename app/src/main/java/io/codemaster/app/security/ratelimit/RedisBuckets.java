package io.codemaster.app.security.ratelimit;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import io.codemaster.query.shared.redis.RedisLink;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.BucketExceptions.BucketExecutionException;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;

/**
 * What callers of all processes have used. While Redis is away each process counts by itself: limits are then a little
 * wider, and nobody is turned away for it.
 */
class RedisBuckets implements RequestBuckets, AutoCloseable {

    private static final String PREFIX = "codemaster:rate:";

    private final RequestBuckets meanwhile;

    private final RedisLink link;

    private final Duration period;

    private @Nullable StatefulRedisConnection<String, byte[]> connection;

    private @Nullable ProxyManager<String> shared;

    /**
     * Begins without asking whether Redis is there.
     *
     * @param period after which a bucket is full again and need not be kept
     * @param meanwhile counts while Redis does not
     */
    RedisBuckets(RedisLink link, Duration period, RequestBuckets meanwhile) {
        this.meanwhile = meanwhile;
        this.link = link;
        this.period = period;
    }

    @Override
    public ConsumptionProbe take(String key, BucketConfiguration configuration) {
        if (link.isUp()) {
            try {
                return connected()
                        .builder()
                        .build(link.key(PREFIX + key), () -> configuration)
                        .tryConsumeAndReturnRemaining(1);
            } catch (RedisException | BucketExecutionException | IllegalStateException away) {
                link.failed(away);
                disconnect();
            }
        }
        return meanwhile.take(key, configuration);
    }

    private synchronized ProxyManager<String> connected() {
        var known = shared;
        if (known == null) {
            var made = link.client().connect(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE));
            connection = made;
            known = Bucket4jLettuce.casBasedBuilder(made)
                    .requestTimeout(link.timeout())
                    .expirationAfterWrite(ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(period))
                    .build();
            shared = known;
        }
        return known;
    }

    /** What hangs in this connection would go on to hang. */
    private synchronized void disconnect() {
        shared = null;
        var known = connection;
        connection = null;
        if (known != null) {
            var unused = known.closeAsync();
        }
    }

    @Override
    public void close() {
        disconnect();
    }
}
