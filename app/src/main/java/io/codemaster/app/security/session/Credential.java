package io.codemaster.app.security.session;

import java.time.Instant;

/** What a request proves its caller with. */
sealed interface Credential permits SessionTokens.Session, AccessTokens.Grant {

    /** Names it; it is not the secret. */
    String id();

    String userId();

    Instant expiresAt();
}
