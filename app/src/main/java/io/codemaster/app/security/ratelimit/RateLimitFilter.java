package io.codemaster.app.security.ratelimit;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

import io.codemaster.app.web.ProblemWriter;
import io.codemaster.app.web.Refusal;

/**
 * Lets nobody ask for more than their share of the interface, and tells everybody what is left of it
 * (draft-ietf-httpapi-ratelimit-headers). Runs when it is known who asks, and before anything is looked up for them.
 */
public class RateLimitFilter extends OncePerRequestFilter {

    private final RateLimits limits;

    private final ProblemWriter problems;

    /** Guards the interface. */
    public RateLimitFilter(RateLimits limits, ProblemWriter problems) {
        this.limits = limits;
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !limits.isOn() || !request.getRequestURI().startsWith("/api/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var left = limits.take(request, SecurityContextHolder.getContext().getAuthentication());
        response.setHeader(
                "RateLimit-Policy",
                "\"%s\";q=%d;w=%d"
                        .formatted(left.policy(), left.quota(), left.period().toSeconds()));
        response.setHeader(
                "RateLimit",
                "\"%s\";r=%d;t=%d"
                        .formatted(
                                left.policy(),
                                left.remaining(),
                                left.untilFull().plusMillis(999).toSeconds()));
        if (left.isExceeded()) {
            problems.write(
                    request,
                    response,
                    Refusal.tooMany(
                            "request.rate-limited",
                            "These are more requests than one %s may send. Wait a little, then go on."
                                    .formatted(left.policy()),
                            left.retryAfter()));
            return;
        }
        chain.doFilter(request, response);
    }
}
