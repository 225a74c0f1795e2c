package io.codemaster.app.security.signin;

import jakarta.servlet.http.HttpServletRequest;

/**
 * A place that can say who somebody is. Each has its own way to ask; all end in the same users and the same sessions.
 */
public interface IdentitySource {

    /** Its word in {@code GET /auth/methods} and the origin of the users it brings: local, demo, feishu. */
    String name();

    /** Whether whoever sends this request may sign in by it. */
    boolean isOfferedTo(HttpServletRequest request);
}
