package io.codemaster.app.security;

import org.jspecify.annotations.Nullable;
import org.springframework.security.authorization.AuthorizationResult;

import io.codemaster.app.web.Refusal;

/** What the policy said, as Spring Security carries it. */
final class AccessVerdict implements AuthorizationResult {

    private static final long serialVersionUID = 1L;

    private final transient @Nullable Refusal refusal;

    AccessVerdict(@Nullable Refusal refusal) {
        this.refusal = refusal;
    }

    @Nullable Refusal refusal() {
        return refusal;
    }

    @Override
    public boolean isGranted() {
        return refusal == null;
    }
}
