package io.codemaster.query.shared.redis;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * The one way to Redis. When Redis does not answer in time it is left alone for a while, and whoever asks is told at once
 * to do without; a thread of its own finds out when it is back. Nobody ever sees an exception of Redis.
 */
public final class RedisLink implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RedisLink.class);

    /** How long one read may wait for news; a Redis that is stopped is noticed by then. */
    static final Duration BLOCK = Duration.ofSeconds(1);

    private static final Duration RECONNECT = Duration.ofMillis(500);

    /** How long a new connection may take; nobody waits for it but threads of the link's own. */
    private static final Duration CONNECT = Duration.ofSeconds(2);

    private static final int THREADS = 2;

    /** What waits for an answer at most; a Redis that is this far behind is away. */
    private static final int MOST_WAITING = 4_096;

    private final RedisSettings settings;

    private final ClientResources resources;

    private final LettuceConnectionFactory commands;

    private final LettuceConnectionFactory waiting;

    private final ScheduledExecutorService watch;

    private final List<Runnable> whenBack = new CopyOnWriteArrayList<>();

    private final Counter losses;

    private final RedisTail tail;

    private volatile State state = State.UNKNOWN;

    private volatile String reason = "it was not asked yet";

    private volatile long leaveAloneUntil = System.nanoTime();

    /** Whether Redis answers. */
    private enum State {
        UNKNOWN,
        UP,
        AWAY
    }

    /** Begins to look for Redis, without waiting for it. */
    public RedisLink(RedisSettings settings, MeterRegistry meters) {
        this.settings = settings;
        this.resources = ClientResources.builder()
                .ioThreadPoolSize(THREADS)
                .computationThreadPoolSize(THREADS)
                .reconnectDelay(Delay.constant(RECONNECT))
                .build();
        this.commands = factory(settings.timeout());
        this.waiting = factory(settings.timeout().plus(BLOCK));
        this.watch = Executors.newSingleThreadScheduledExecutor(work -> {
            var thread = new Thread(work, "redis-watch");
            thread.setDaemon(true);
            return thread;
        });
        meters.gauge("codemaster.redis.available", this, it -> it.isUp() ? 1 : 0);
        this.losses = meters.counter("codemaster.redis.losses");
        this.tail = new RedisTail(this);
        later(Duration.ZERO);
    }

    private LettuceConnectionFactory factory(Duration timeout) {
        var address = RedisURI.create(settings.url());
        address.setTimeout(CONNECT);
        var configuration = LettuceClientConfiguration.builder()
                .apply(address)
                .commandTimeout(timeout)
                .shutdownTimeout(Duration.ZERO)
                .clientResources(resources)
                .clientOptions(ClientOptions.builder()
                        .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                        .requestQueueSize(MOST_WAITING)
                        .socketOptions(SocketOptions.builder()
                                .connectTimeout(CONNECT)
                                .keepAlive(true)
                                .build())
                        .build())
                .build();
        var factory =
                new LettuceConnectionFactory(LettuceConnectionFactory.createRedisConfiguration(address), configuration);
        factory.afterPropertiesSet();
        factory.start();
        return factory;
    }

    /** What a name is called in this installation's part of Redis. */
    public String key(String name) {
        return settings.prefix() + name;
    }

    /** The same as bytes. */
    public byte[] keyBytes(String name) {
        return key(name).getBytes(StandardCharsets.UTF_8);
    }

    /** How long an answer may take. */
    public Duration timeout() {
        return settings.timeout();
    }

    /** How long a stream of a run stays after its last event. */
    public Duration keep() {
        return settings.keep();
    }

    /** Whether Redis answered when it was asked last. */
    public boolean isUp() {
        return state == State.UP;
    }

    /** Why Redis counts as away; empty where it does not. Never holds a secret. */
    public Optional<String> problem() {
        return isUp() ? Optional.empty() : Optional.of(reason);
    }

    /**
     * Asks Redis.
     *
     * @return empty when Redis is away or has no answer; the caller does without
     */
    public <T> Optional<T> ask(Function<RedisConnection, @Nullable T> question) {
        if (!isUp()) {
            return Optional.empty();
        }
        try (var connection = commands.getConnection()) {
            return Optional.ofNullable(question.apply(connection));
        } catch (DataAccessException | RedisException | IllegalStateException failure) {
            failed(failure);
            return Optional.empty();
        }
    }

    /** Follows a stream from its end as it is now, over every absence of Redis. */
    public RedisTail.Subscription follow(String key, RedisTail.Listener listener) {
        return tail.follow(key, listener);
    }

    /** Has something done whenever Redis answers again, by a thread that must not be held up. */
    public void whenBack(Runnable action) {
        whenBack.add(action);
    }

    /** The client beneath, for libraries that want connections of their own. They tell by {@link #failed} what goes wrong. */
    public RedisClient client() {
        return (RedisClient) commands.getRequiredNativeClient();
    }

    /** Redis has not answered as it should: it is left alone for a while. */
    public void failed(RuntimeException failure) {
        leaveAloneUntil = System.nanoTime() + settings.pause().toNanos();
        synchronized (this) {
            reason = sentence(failure);
            if (state == State.AWAY) {
                return;
            }
            state = State.AWAY;
        }
        losses.increment();
        LOG.warn("Redis does not answer; this process does without it until it does: {}", reason);
    }

    RedisConnection waitingConnection() {
        return waiting.getConnection();
    }

    private void look() {
        long rest = leaveAloneUntil - System.nanoTime();
        if (rest > 0 && state == State.AWAY) {
            later(Duration.ofNanos(rest));
            return;
        }
        try (var connection = commands.getConnection()) {
            connection.ping();
            answered();
        } catch (DataAccessException | RedisException | IllegalStateException failure) {
            failed(failure);
            renew();
        }
        later(settings.pause());
    }

    /** What hangs in an old connection would hang for as long as the other end says nothing. */
    private void renew() {
        try {
            commands.resetConnection();
            waiting.resetConnection();
        } catch (DataAccessException | RedisException | IllegalStateException failure) {
            LOG.debug("The old connection cannot be closed", failure);
        }
    }

    private void answered() {
        State before;
        synchronized (this) {
            before = state;
            state = State.UP;
        }
        if (before == State.UP) {
            return;
        }
        if (before == State.AWAY) {
            LOG.info("Redis answers again");
        }
        whenBack.forEach(Runnable::run);
    }

    private void later(Duration delay) {
        try {
            var unused = watch.schedule(this::look, delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException stopping) {
            LOG.debug("Redis is not watched any more, as the process stops");
        }
    }

    /** The innermost message: the outer ones repeat it. */
    private static String sentence(Throwable failure) {
        var innermost = failure;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        var message = innermost.getMessage();
        return message == null ? innermost.getClass().getSimpleName() : message;
    }

    @Override
    public void close() {
        watch.shutdownNow();
        tail.close();
        synchronized (this) {
            state = State.AWAY; // quietly: nobody shall ask any more
        }
        commands.destroy();
        waiting.destroy();
        var unused = resources.shutdown(0, 1, TimeUnit.SECONDS);
    }
}
