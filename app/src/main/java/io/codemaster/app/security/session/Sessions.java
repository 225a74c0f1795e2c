package io.codemaster.app.security.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;

import io.codemaster.api.identity.UserAccount;
import io.codemaster.api.identity.UserId;
import io.codemaster.query.shared.RightsChanged;

/** Opens, recognises and ends sessions. Every way to sign in comes here. */
@Component
public class Sessions {

    static final String SESSION_COOKIE = "CM_SESSION";

    static final String CSRF_COOKIE = "CM_CSRF";

    static final String CSRF_HEADER = "X-CSRF-Token";

    private final SessionTokens tokens;

    private final EndedSessions ended;

    private final AccessTokens accessTokens;

    private final Users users;

    private final Clock clock;

    private final ApplicationEventPublisher listeners;

    Sessions(
            SessionTokens tokens,
            EndedSessions ended,
            AccessTokens accessTokens,
            Users users,
            Clock clock,
            ApplicationEventPublisher listeners) {
        this.tokens = tokens;
        this.ended = ended;
        this.accessTokens = accessTokens;
        this.users = users;
        this.clock = clock;
        this.listeners = listeners;
    }

    /** A new session: the token for clients that keep it themselves. */
    public record Opened(String token, Instant expiresAt) {}

    /** Signs the user in: the token, and the cookies for browsers. */
    public Opened open(UserAccount user, HttpServletRequest request, HttpServletResponse response) {
        var issued = tokens.issue(user);
        var lifetime = Duration.between(clock.instant(), issued.expiresAt());
        addCookie(request, response, SESSION_COOKIE, issued.token(), lifetime);
        addCookie(request, response, CSRF_COOKIE, tokens.csrfToken(issued.sessionId()), lifetime);
        return new Opened(issued.token(), issued.expiresAt());
    }

    /** Ends the caller's session for good, wherever its token is and whatever it has open. */
    public void end(Caller caller, HttpServletRequest request, HttpServletResponse response) {
        ended.end(caller.session().id(), caller.session().expiresAt());
        listeners.publishEvent(new RightsChanged(caller.id()));
        addCookie(request, response, SESSION_COOKIE, "", Duration.ZERO);
        addCookie(request, response, CSRF_COOKIE, "", Duration.ZERO);
    }

    /** Gives a browser session its CSRF cookie when it has lost it. */
    public void keepCsrfCookie(Caller caller, HttpServletRequest request, HttpServletResponse response) {
        var sent = cookie(request, CSRF_COOKIE);
        if (caller.isByCookie() && (sent == null || !tokens.isCsrfTokenOf(caller.session(), sent))) {
            var rest = Duration.between(clock.instant(), caller.session().expiresAt());
            addCookie(request, response, CSRF_COOKIE, tokens.csrfToken(caller.session()), rest);
        }
    }

    /** Whose token this is, as long as it is good; a user who is disabled is recognised too, to be told so. */
    Optional<Caller> recognise(String token, boolean byCookie) {
        Optional<? extends Credential> credential = byCookie || !AccessTokens.isOne(token)
                ? tokens.verify(token).filter(session -> !ended.contains(session.id()))
                : accessTokens.verify(token);
        return credential.flatMap(it -> users.find(new UserId(it.userId()))
                .filter(user -> !user.isActive() || isOfNow(it, user))
                .map(user -> new Caller(user, it, byCookie)));
    }

    private static boolean isOfNow(Credential credential, UserAccount user) {
        return !(credential instanceof SessionTokens.Session session)
                || session.era() == user.sessionEra()
                || session.id().equals(user.keptSession());
    }

    /** Whether what a caller once came with is good this moment. */
    public boolean isGood(Caller caller) {
        var credential = caller.credential();
        var standing = credential instanceof SessionTokens.Session
                ? !ended.contains(credential.id())
                : accessTokens.exists(credential.id());
        return standing
                && credential.expiresAt().isAfter(clock.instant())
                && users.find(caller.id())
                        .filter(user -> user.isActive() && isOfNow(credential, user))
                        .isPresent();
    }

    /** Whether the request shows that a page of ours has sent it: header and cookie agree and belong to the session. */
    boolean provesOrigin(Caller caller, HttpServletRequest request) {
        var header = request.getHeader(CSRF_HEADER);
        return header != null
                && header.equals(cookie(request, CSRF_COOKIE))
                && tokens.isCsrfTokenOf(caller.session(), header);
    }

    static @Nullable String cookie(HttpServletRequest request, String name) {
        var cookies = request.getCookies();
        return cookies == null
                ? null
                : Arrays.stream(cookies)
                        .filter(it -> it.getName().equals(name))
                        .map(Cookie::getValue)
                        .findFirst()
                        .orElse(null);
    }

    private static void addCookie(
            HttpServletRequest request, HttpServletResponse response, String name, String value, Duration lifetime) {
        var cookie = ResponseCookie.from(name, value)
                .httpOnly(name.equals(SESSION_COOKIE))
                .secure(request.isSecure())
                .sameSite("Lax")
                .path("/")
                .maxAge(lifetime)
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }
}
