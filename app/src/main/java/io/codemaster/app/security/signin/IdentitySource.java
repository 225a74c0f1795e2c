package io.codemaster.app.security.signin;

import jakarta.servlet.http.HttpServletRequest;

import io.codemaster.api.identity.UserSource;

/**
 * A place that can say who somebody is. Each has its own way to ask; all end in the same users and the same sessions.
 */
public interface IdentitySource {

    /** Which one it is, and so the source of the users it brings. */
    UserSource source();

    /** Whether whoever sends this request may sign in by it. */
    boolean isOfferedTo(HttpServletRequest request);
}
