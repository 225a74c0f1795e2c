package io.codemaster.executor.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import io.codemaster.executor.shared.AttemptKey;
import io.codemaster.executor.shared.ModelAccess;

/** One run's way to the model, and what went over it. */
final class RunGrant implements ModelAccess.Grant {

    private static final SecureRandom RANDOM = new SecureRandom();

    private static final int TOKEN_BYTES = 32;

    private final AttemptKey key;

    private final String baseUrl;

    private final String token;

    private final Consumer<RunGrant> closed;

    private final AtomicLong requests = new AtomicLong();

    private final AtomicLong bytes = new AtomicLong();

    private final AtomicLong inputTokens = new AtomicLong();

    private final AtomicLong outputTokens = new AtomicLong();

    private final Set<ModelResponse> answering = ConcurrentHashMap.newKeySet();

    private volatile @Nullable Instant limitedUntil;

    RunGrant(AttemptKey key, String baseUrl, Consumer<RunGrant> closed) {
        this.key = key;
        this.baseUrl = baseUrl;
        this.closed = closed;
        var random = new byte[TOKEN_BYTES];
        RANDOM.nextBytes(random);
        this.token = "run-" + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    @Override
    public String baseUrl() {
        return baseUrl;
    }

    @Override
    public String token() {
        return token;
    }

    @Override
    public long requests() {
        return requests.get();
    }

    @Override
    public Optional<Instant> limitedUntil() {
        return Optional.ofNullable(limitedUntil);
    }

    @Override
    public void close() {
        closed.accept(this);
        answering.forEach(ModelResponse::abort);
    }

    /** Takes the same time whatever is offered. */
    boolean accepts(String offered) {
        return MessageDigest.isEqual(token.getBytes(StandardCharsets.UTF_8), offered.getBytes(StandardCharsets.UTF_8));
    }

    void begins(ModelResponse response) {
        requests.incrementAndGet();
        answering.add(response);
    }

    void ends(ModelResponse response) {
        answering.remove(response);
        bytes.addAndGet(response.sent());
        inputTokens.addAndGet(response.tokens().input());
        outputTokens.addAndGet(response.tokens().output());
        response.limitedUntil().ifPresent(until -> limitedUntil = until);
    }

    @Override
    public String toString() {
        return key + ": " + requests + " requests, " + bytes + " bytes, " + inputTokens + " tokens in, " + outputTokens
                + " out";
    }
}
