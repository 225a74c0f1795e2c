package io.codemaster.app.webhook;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

import io.codemaster.api.mergerequest.WebhookRegistry;
import io.codemaster.api.repository.RepositoryId;
import io.codemaster.api.repository.SecretVault;
import io.codemaster.app.security.session.OpaqueSecret;

/** Keeps secrets beside the repositories' tokens, sealed like them, and deliveries in a table of their own. */
@Component
class StoredWebhooks implements WebhookRegistry {

    /** Platforms deliver again for some days at most. */
    static final Duration REMEMBERED = Duration.ofDays(14);

    private static final int SECRET_BYTES = 32;

    private final SecretVault vault;

    private final JdbcTemplate jdbc;

    private final Clock clock;

    StoredWebhooks(SecretVault vault, JdbcTemplate jdbc, Clock clock) {
        this.vault = vault;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public String renew(RepositoryId repositoryId) {
        var secret = OpaqueSecret.random(SECRET_BYTES);
        var key = key(repositoryId);
        vault.keep(key, vault.seal(key, secret));
        return secret;
    }

    @Override
    public Optional<String> secret(RepositoryId repositoryId) {
        return vault.reveal(key(repositoryId));
    }

    @Override
    public void forget(RepositoryId repositoryId) {
        vault.forget(key(repositoryId));
        jdbc.update("DELETE FROM webhook_delivery WHERE repository_id = ?", repositoryId.value());
    }

    /** Of two that come at the same time, the table lets one in. */
    @Override
    public boolean isNew(RepositoryId repositoryId, String deliveryId) {
        var now = clock.millis();
        jdbc.update("DELETE FROM webhook_delivery WHERE received_at < ?", now - REMEMBERED.toMillis());
        try {
            return jdbc.update(
                            "INSERT INTO webhook_delivery (repository_id, delivery_hash, received_at) VALUES (?, ?, ?)",
                            repositoryId.value(),
                            OpaqueSecret.hash(deliveryId),
                            now)
                    == 1;
        } catch (DuplicateKeyException replay) {
            return false;
        }
    }

    @Override
    public @Nullable Instant lastDelivery(RepositoryId repositoryId) {
        var last = jdbc.queryForObject(
                "SELECT MAX(received_at) FROM webhook_delivery WHERE repository_id = ?",
                Long.class,
                repositoryId.value());
        return last == null ? null : Instant.ofEpochMilli(last);
    }

    /** A secret of a name that no repository has. */
    private static RepositoryId key(RepositoryId repositoryId) {
        return new RepositoryId("webhook:" + repositoryId);
    }
}
