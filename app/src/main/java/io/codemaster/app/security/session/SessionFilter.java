package io.codemaster.app.security.session;

import java.io.IOException;
import java.util.Optional;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.web.filter.OncePerRequestFilter;

import io.codemaster.app.web.Refusal;

/** Finds out who is asking, from the bearer token or else from the session cookie. */
public class SessionFilter extends OncePerRequestFilter {

    private static final String REFUSED = SessionFilter.class.getName() + ".refused";

    private static final String BEARER = "Bearer ";

    private final Sessions sessions;

    private final RequestAttributeSecurityContextRepository contexts;

    /** Remembers the caller where later dispatches of the same request find it. */
    public SessionFilter(Sessions sessions, RequestAttributeSecurityContextRepository contexts) {
        this.sessions = sessions;
        this.contexts = contexts;
    }

    /** What to say to a request that came with a token that is not, or no longer, good; empty for others. */
    public static Optional<Refusal> refusedToken(HttpServletRequest request) {
        return request.getAttribute(REFUSED) instanceof Refusal refusal ? Optional.of(refusal) : Optional.empty();
    }

    private static Refusal tokenRefused(String code, String detail) {
        return Refusal.unauthenticated(code, detail).with("WWW-Authenticate", "Bearer error=\"invalid_token\"");
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        var path = request.getRequestURI();
        return !path.startsWith("/api") && !path.startsWith("/actuator");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var bearer = bearer(request.getHeader(HttpHeaders.AUTHORIZATION));
        var token = bearer == null ? Sessions.cookie(request, Sessions.SESSION_COOKIE) : bearer;
        if (token != null && !token.isBlank()) {
            Optional<Caller> caller = sessions.recognise(token, bearer == null);
            if (caller.isPresent() && !caller.get().account().isActive()) {
                request.setAttribute(
                        REFUSED,
                        tokenRefused(
                                "auth.user-disabled", "This account is disabled. Ask an administrator to enable it."));
            } else if (caller.isPresent()) {
                var context = SecurityContextHolder.createEmptyContext();
                context.setAuthentication(caller.get());
                SecurityContextHolder.setContext(context);
                contexts.saveContext(context, request, response);
            } else {
                request.setAttribute(
                        REFUSED,
                        tokenRefused(
                                "auth.token-invalid", "This session has ended or is not from here. Sign in again."));
            }
        }
        chain.doFilter(request, response);
    }

    private static @Nullable String bearer(@Nullable String authorization) {
        return authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? authorization.substring(BEARER.length()).strip()
                : null;
    }
}
