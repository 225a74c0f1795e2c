package io.codemaster.app.analytics;

import java.util.Optional;

import org.springframework.stereotype.Component;

import io.codemaster.api.repository.RepositoryId;
import io.codemaster.api.repository.SecretVault;
import io.codemaster.app.security.session.OpaqueSecret;

/** The secrets that deliveries are signed with, sealed beside the repositories' tokens and renewed with them. */
@Component
class SubscriptionSecrets {

    private static final int BYTES = 32;

    private final SecretVault vault;

    SubscriptionSecrets(SecretVault vault) {
        this.vault = vault;
    }

    /** Makes one. This is the only moment at which it is known outside. */
    String make(String subscription) {
        var secret = "cms_" + OpaqueSecret.random(BYTES);
        vault.keep(key(subscription), vault.seal(key(subscription), secret));
        return secret;
    }

    Optional<String> of(String subscription) {
        return vault.reveal(key(subscription));
    }

    void forget(String subscription) {
        vault.forget(key(subscription));
    }

    /** A secret of a name that no repository has. */
    private static RepositoryId key(String subscription) {
        return new RepositoryId("subscription:" + subscription);
    }
}
