package io.codemaster.api.mergerequest;

import java.time.Instant;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.codemaster.api.repository.RepositoryId;

/** Keeps the secrets by which platforms prove that a webhook is theirs, and which deliveries were seen. */
public interface WebhookRegistry {

    /** Makes a new secret for a repository's webhook in place of the one before; shown this once. */
    String renew(RepositoryId repositoryId);

    /** The secret in plain text, or empty when there is none. */
    Optional<String> secret(RepositoryId repositoryId);

    /** Ends the webhook; nothing happens when there is none. */
    void forget(RepositoryId repositoryId);

    /** Notes a delivery; whether it had not come before. */
    boolean isNew(RepositoryId repositoryId, String deliveryId);

    /** When the last delivery came that was proved, null when none has. */
    @Nullable Instant lastDelivery(RepositoryId repositoryId);
}
