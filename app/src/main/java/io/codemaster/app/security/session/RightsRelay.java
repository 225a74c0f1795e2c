package io.codemaster.app.security.session;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.data.redis.connection.RedisStreamCommands.TrimOptions;
import org.springframework.data.redis.connection.RedisStreamCommands.XAddOptions;
import org.springframework.data.redis.connection.stream.StreamRecords;
import org.springframework.stereotype.Component;

import io.codemaster.api.identity.UserId;
import io.codemaster.query.shared.RightsChanged;
import io.codemaster.query.shared.redis.RedisEntry;
import io.codemaster.query.shared.redis.RedisLink;
import io.codemaster.query.shared.redis.RedisTail;

/**
 * Tells all processes at once that somebody has signed out, was disabled, or may do more or less than before. Without Redis
 * they notice by themselves, two seconds later; with it too, whatever it does.
 */
@Component
class RightsRelay implements SmartLifecycle {

    private static final String STREAM = "codemaster:rights";

    private static final String USER = "u";

    private static final String SENDER = "s";

    private static final int MOST_ENTRIES = 1_000;

    private static final Duration KEPT = Duration.ofHours(1);

    private final @Nullable RedisLink link;

    private final RightsFromElsewhere elsewhere;

    /** Knows its own words again, which everybody here has heard already. */
    private final String self = UUID.randomUUID().toString();

    private RedisTail.@Nullable Subscription subscription;

    RightsRelay(ObjectProvider<RedisLink> redis, RightsFromElsewhere elsewhere) {
        this.link = redis.getIfAvailable();
        this.elsewhere = elsewhere;
    }

    @EventListener
    void on(RightsChanged change) {
        if (link == null || elsewhere.isTelling()) {
            return;
        }
        var entry = Map.of(bytes(USER), bytes(change.userId().value()), bytes(SENDER), bytes(self));
        link.ask(connection -> {
            connection
                    .streamCommands()
                    .xAdd(
                            StreamRecords.rawBytes(entry).withStreamKey(link.keyBytes(STREAM)),
                            XAddOptions.trim(TrimOptions.maxLen(MOST_ENTRIES).approximate()));
            return connection.keyCommands().expire(link.keyBytes(STREAM), KEPT.toSeconds());
        });
    }

    private void tell(List<RedisEntry> entries) {
        entries.stream()
                .filter(it -> !it.text(SENDER).equals(self))
                .map(it -> it.text(USER))
                .distinct()
                .forEach(user -> elsewhere.tell(new UserId(user)));
    }

    @Override
    public void start() {
        if (link != null) {
            subscription = link.follow(link.key(STREAM), this::tell);
        }
    }

    @Override
    public void stop() {
        if (subscription != null) {
            subscription.close();
            subscription = null;
        }
    }

    @Override
    public boolean isRunning() {
        return subscription != null;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
