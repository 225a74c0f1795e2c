package io.codemaster.app.security.session;

import java.io.IOException;
import java.util.Locale;
import java.util.Set;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

import io.codemaster.app.web.ProblemWriter;
import io.codemaster.app.web.Refusal;

/**
 * Lets nobody else's page act for a browser that is signed in, nor sign a browser in. A session by cookie has to prove
 * itself on unsafe methods; a sign-in must not come from another site as far as the browser says.
 */
public class CsrfGuardFilter extends OncePerRequestFilter {

    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    private static final Set<String> OWN_SITE = Set.of("same-origin", "none");

    private final Sessions sessions;

    private final ProblemWriter problems;

    private final Set<String> allowedOrigins;

    /** Trusts our own origin and the ones that are allowed to call across origins. */
    public CsrfGuardFilter(Sessions sessions, ProblemWriter problems, Set<String> allowedOrigins) {
        this.sessions = sessions;
        this.problems = problems;
        this.allowedOrigins = Set.copyOf(allowedOrigins);
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return SAFE.contains(request.getMethod()) || !request.getRequestURI().startsWith("/api/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        var signsIn = request.getRequestURI().endsWith("/login");
        var fine = signsIn
                ? isOwnPage(request)
                : !(authentication instanceof Caller caller)
                        || !caller.isByCookie()
                        || sessions.provesOrigin(caller, request);
        if (fine) {
            chain.doFilter(request, response);
            return;
        }
        problems.write(
                request,
                response,
                Refusal.of(
                        HttpStatus.FORBIDDEN,
                        "auth.csrf",
                        signsIn
                                ? "Sign in from this server's own page."
                                : "Send the value of the cookie CM_CSRF in the header X-CSRF-Token. Reload the page if it is"
                                        + " missing."));
    }

    private boolean isOwnPage(HttpServletRequest request) {
        var origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin != null && allowedOrigins.contains(origin)) {
            return true;
        }
        var site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return OWN_SITE.contains(site);
        }
        return origin == null || authority(origin).equals(authority(request.getHeader(HttpHeaders.HOST)));
    }

    private static String authority(@org.jspecify.annotations.Nullable String originOrHost) {
        return originOrHost == null ? "" : originOrHost.toLowerCase(Locale.ROOT).replaceFirst("^https?://", "");
    }
}
