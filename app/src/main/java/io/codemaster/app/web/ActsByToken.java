package io.codemaster.app.web;

import java.util.Optional;

import io.codemaster.api.identity.AccessTokenId;

/** A caller for whom a token may speak. */
public interface ActsByToken {

    /** The personal access token that came with the request; empty for the user in person. */
    Optional<AccessTokenId> accessToken();
}
